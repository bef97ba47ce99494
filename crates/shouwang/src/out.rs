//! Printing to standard output.
//!
//! A reader that has gone, as `head` goes, is no mistake: there is nobody left to tell, and the program ends. `println!` would panic.

use std::fmt;
use std::io::{self, Write};

/// Prints one line.
pub(crate) fn line(text: fmt::Arguments<'_>) {
    if let Err(error) = writeln!(io::stdout(), "{text}") {
        if error.kind() != io::ErrorKind::BrokenPipe {
            eprintln!("无法输出 · cannot write the output: {error}");
            std::process::exit(2);
        }
        std::process::exit(0);
    }
}

/// `println!` that survives a reader who has gone.
macro_rules! outln {
    ($($part:tt)*) => { $crate::out::line(format_args!($($part)*)) };
}
pub(crate) use outln;
