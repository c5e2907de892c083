//! Opening packages: hostile archives, damaged and truncated files, wrong passphrases, volumes,
//! what is left behind, and what stock age, BagIt, ZIP and SSH tools make and accept.

mod aes_zip;
mod damage;
#[cfg(target_os = "linux")]
mod failing;
mod hostile;
mod limits;
mod making;
mod peers;
mod places;
mod round_trip;
#[cfg(target_os = "linux")]
mod stopped;
#[cfg(target_os = "linux")]
mod told;
