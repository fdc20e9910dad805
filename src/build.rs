//! One job: rebuild when a migration or a file that ships inside the binary changes.

fn main() {
    for folder in ["migrations", "static", "src/words", "src/reference"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
