//! A package taken apart and put together again with stock tools, as somebody might who has the key.

use std::fs;
use std::path::PathBuf;

use sekisho::base::digest::Digest;

use crate::office::Office;

/// A package for `lab`, unpacked: `desk/NAME/C-….`
pub struct Bag<'a> {
    office: &'a Office,
    id: String,
    name: String,
}

impl<'a> Bag<'a> {
    /// Unpacks the exported package of `id` below `desk/NAME`.
    pub fn unpack(office: &'a Office, id: &str, name: &str) -> Self {
        let zip = format!("{name}.zip");
        office.succeed("age", &["-d", "-i", "../keys/lab.age", "-o", &zip, &format!("out/{id}.zip.age")]);
        office.succeed("unzip", &["-q", &zip, "-d", name]);
        Self { office, id: id.to_owned(), name: name.to_owned() }
    }

    /// A file in the bag.
    pub fn path(&self, file: &str) -> PathBuf {
        self.office.desk().join(&self.name).join(&self.id).join(file)
    }

    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    pub fn write(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).unwrap();
    }

    /// Makes the tag manifest agree with whatever the tag files are now.
    pub fn sign_off(&self) {
        let folder = self.path("");
        let mut lines = Vec::new();
        for file in crate::office::files_below(&folder) {
            let name = file.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
            if !name.starts_with("data/") && name != "tagmanifest-sha256.txt" {
                lines.push(format!("{}  {name}\n", Digest::of(&fs::read(file).unwrap())));
            }
        }
        self.write("tagmanifest-sha256.txt", &lines.concat());
    }

    /// Packs and seals it again, and returns the file's name below the desk.
    pub fn seal(&self) -> String {
        let (zip, sealed) = (format!("{}.again.zip", self.name), format!("{}.zip.age", self.name));
        for old in [&zip, &sealed] {
            let _none_yet = fs::remove_file(self.office.desk().join(old));
        }
        let script = "import shutil, sys; shutil.make_archive(sys.argv[1][:-4], 'zip', *sys.argv[2:])";
        self.office.succeed("python3", &["-c", script, &zip, &self.name, &self.id]);
        let key = self.office.succeed("age-keygen", &["-y", "../keys/lab.age"]);
        self.office.succeed("age", &["-r", key.trim(), "-o", &sealed, &zip]);
        sealed
    }
}
