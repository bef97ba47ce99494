//! Bytes that nobody can guess, from the operating system.

use shouwang_app::edge::Entropy;

/// The operating system's source of random bytes.
#[derive(Debug)]
pub(crate) struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            // Going on would mean tokens and salts that can be guessed.
            eprintln!("操作系统没有给出随机数，程序终止 · the operating system gives no random bytes, the program ends: {error}");
            std::process::abort();
        }
    }
}
