//! A new file in `src/registers` is a new register; Cargo would not look at the folder by itself.

fn main() {
    println!("cargo::rerun-if-changed=src/registers");
}
