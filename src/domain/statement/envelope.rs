//! The envelope around a body, as it is written and as it is read.
//!
//! In canonical JSON the type stands behind the body. Read in one go, the body would be kept as a tree of values until its type is known; so it
//! is passed over first and read when the type is.

use std::borrow::Cow;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, IntoDeserializer as _, MapAccess};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Nonce, Seen, StatementError, VERSION};
use crate::base::canonical::CanonicalError;
use crate::base::time::Timestamp;
use crate::domain::body::Body;
use crate::domain::names::PersonId;

/// As it is written.
#[derive(Serialize)]
pub(super) struct Wire {
    pub(super) author: PersonId,
    #[serde(flatten)]
    pub(super) body: Body,
    pub(super) nonce: Nonce,
    pub(super) origin: String,
    pub(super) seen: Seen,
    pub(super) time: Timestamp,
    pub(super) version: u64,
}

/// As it is read.
#[derive(Deserialize)]
struct Envelope<'a> {
    author: PersonId,
    #[serde(borrow)]
    body: &'a RawValue,
    nonce: Nonce,
    origin: String,
    seen: Seen,
    time: Timestamp,
    #[serde(borrow, rename = "type")]
    type_name: Cow<'a, str>,
    version: u64,
}

#[derive(Deserialize)]
struct VersionOnly {
    version: u64,
}

impl Wire {
    /// Reads an envelope of [`VERSION`], in whatever spelling.
    ///
    /// # Errors
    /// [`StatementError::UnknownVersion`], whatever else there is; [`StatementError::Canonical`] for another shape.
    pub(super) fn read(line: &[u8]) -> Result<Self, StatementError> {
        let shape = |error: serde_json::Error| CanonicalError::Shape(error.to_string());
        let envelope: Envelope<'_> = match serde_json::from_slice(line) {
            Ok(envelope) => envelope,
            Err(error) => {
                let found = serde_json::from_slice(line).map(|VersionOnly { version }| version);
                return Err(match found {
                    Ok(found) if found != VERSION => StatementError::UnknownVersion { found },
                    _ => shape(error).into(),
                });
            }
        };
        if envelope.version != VERSION {
            return Err(StatementError::UnknownVersion { found: envelope.version });
        }
        let tagged = Tagged { type_name: Some(&envelope.type_name), body: Some(envelope.body) };
        let body = Body::deserialize(MapAccessDeserializer::new(tagged)).map_err(shape)?;
        let Envelope { author, nonce, origin, seen, time, version, .. } = envelope;
        Ok(Self { author, body, nonce, origin, seen, time, version })
    }
}

/// The type and then the body, in the order in which a body is best read.
struct Tagged<'a> {
    type_name: Option<&'a str>,
    body: Option<&'a RawValue>,
}

impl<'a> MapAccess<'a> for Tagged<'a> {
    type Error = serde_json::Error;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Self::Error> {
        let key = match (self.type_name, self.body) {
            (Some(_), _) => "type",
            (None, Some(_)) => "body",
            (None, None) => return Ok(None),
        };
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Self::Error> {
        if let Some(type_name) = self.type_name.take() {
            return seed.deserialize(type_name.into_deserializer());
        }
        let body = self.body.take().map_or("null", RawValue::get);
        let mut reader = serde_json::Deserializer::from_str(body);
        let value = seed.deserialize(&mut reader)?;
        reader.end()?;
        Ok(value)
    }
}
