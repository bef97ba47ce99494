//! Compiles the crate again when a migration is added; `sqlx::migrate!` alone only notices changes of the files it knows.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
