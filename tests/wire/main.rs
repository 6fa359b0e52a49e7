//! What goes over the wire, against the documented bodies in `tests/fixtures`: every answer is read to what it
//! says, every request is written as documented. The sandbox is checked against the same files by itself.

#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

mod store;

mod accounts;
mod carts;
mod checkout;
mod orders;
mod password_reset;
mod refusals;
mod sign_in;

use std::fs;
use std::path::Path;

#[test]
fn every_fixture_is_named_in_a_test() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let files = |directory| fs::read_dir(tests.join(directory)).unwrap().map(|entry| entry.unwrap().path());
    let read: String = files("wire").map(|file| fs::read_to_string(file).unwrap()).collect();
    let mut fixtures = 0;
    for file in files("fixtures") {
        let name = file.file_stem().unwrap().to_str().unwrap();
        assert_eq!(file.extension().unwrap(), "json", "{name} is no fixture");
        assert!(read.contains(&format!("fixture(\"{name}\")")), "no test reads the fixture {name}");
        fixtures += 1;
    }
    assert!(fixtures > 0);
}
