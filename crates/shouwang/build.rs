//! Has the program built anew when its pages were: files that come and go are not noticed by themselves.

fn main() {
    println!("cargo:rerun-if-changed=../../web/dist");
}
