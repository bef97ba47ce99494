//! The proof's code as a picture: PNG of one bit, each square some dots wide.

use std::io::{self, Write as _};

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use super::super::proof::Squares;

/// Dots of a square.
const DOTS: usize = 8;

/// The squares as PNG.
pub(super) fn png(squares: &Squares) -> io::Result<Vec<u8>> {
    let side = squares.width * DOTS;
    let mut rows = Vec::new();
    for row in squares.dark.chunks(squares.width) {
        // A filter of none, then a bit for each dot: eight of them are a square, and light is 1.
        let dots: Vec<u8> = std::iter::once(0).chain(row.iter().map(|dark| if *dark { 0 } else { 0xff })).collect();
        (0..DOTS).for_each(|_| rows.extend_from_slice(&dots));
    }
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&rows)?;
    let side = u32::try_from(side).map_err(io::Error::other)?.to_be_bytes();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut png, b"IHDR", &[&side[..], &side[..], &[1, 0, 0, 0, 0]].concat())?;
    chunk(&mut png, b"IDAT", &packed.finish()?)?;
    chunk(&mut png, b"IEND", &[])?;
    Ok(png)
}

fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) -> io::Result<()> {
    let mut sum = Crc::new();
    sum.update(kind);
    sum.update(data);
    png.extend(u32::try_from(data.len()).map_err(io::Error::other)?.to_be_bytes());
    png.extend_from_slice(kind);
    png.extend_from_slice(data);
    png.extend(sum.sum().to_be_bytes());
    Ok(())
}
