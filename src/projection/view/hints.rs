//! Hints about content that somebody asks to carry out. They are made where it is asked for, and kept nowhere.

use serde::Serialize;

use super::carry_out::CarryOutView;

/// What looks needless or personal.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Hints {
    /// The files about which there is something to say, in order of path.
    pub files: Vec<HintedFile>,
    /// How many files were looked into.
    pub looked_into: u64,
    /// Of these, how many only at their beginning.
    pub cut: u64,
    /// How many texts and documents were not looked into, because they are too large or too many.
    pub passed_over: u64,
}

/// A file about which there is something to say. Only counts: what was found is not told.
#[derive(Debug, Clone, Default, Serialize)]
pub struct HintedFile {
    /// `data/…`.
    pub path: String,
    /// `system`, `temporary`, `backup` or `history`, where the work hardly needs it.
    pub needless: Option<&'static str>,
    /// What it says of its authors: any of `author`, `last-modified-by` and `company`.
    pub authors: Vec<&'static str>,
    /// Numbers with the check digit of a my-number.
    pub my_numbers: u64,
    /// Telephone numbers.
    pub phones: u64,
    /// Mail addresses.
    pub addresses: u64,
}

/// `request`
#[derive(Debug, Clone, Serialize)]
pub struct RequestAnswer {
    /// The carry-out.
    #[serde(flatten)]
    pub carry_out: CarryOutView,
    /// What looks needless or personal.
    pub hints: Hints,
}

impl Hints {
    /// How often something in all files looks personal: my-numbers, telephone numbers, mail addresses.
    #[must_use]
    pub fn personal(&self) -> [u64; 3] {
        self.files.iter().fold([0; 3], |[my_numbers, phones, addresses], file| {
            [
                my_numbers.saturating_add(file.my_numbers),
                phones.saturating_add(file.phones),
                addresses.saturating_add(file.addresses),
            ]
        })
    }

    /// Whether there is anything to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.passed_over == 0
    }
}

impl HintedFile {
    /// Whether something in it looks personal.
    #[must_use]
    pub const fn is_personal(&self) -> bool {
        self.my_numbers > 0 || self.phones > 0 || self.addresses > 0
    }
}
