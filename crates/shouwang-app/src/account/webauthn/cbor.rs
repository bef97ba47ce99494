//! The part of CBOR (RFC 8949) that authenticators write: whole numbers, texts, lists and maps of known length.

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cbor<'a> {
    Int(i64),
    Bytes(&'a [u8]),
    Text(&'a str),
    List(Vec<Cbor<'a>>),
    Map(Vec<(Cbor<'a>, Cbor<'a>)>),
    /// True, false, null.
    Simple(u8),
}

/// Lists within lists at most; what authenticators write has three.
const DEPTH_MAX: u8 = 8;

impl<'a> Cbor<'a> {
    /// The value at the beginning of the bytes, and what follows it; `None` when there is none of these kinds.
    pub(super) fn read(bytes: &'a [u8]) -> Option<(Cbor<'a>, &'a [u8])> {
        let mut reader = Reader { rest: bytes };
        let value = reader.value(DEPTH_MAX)?;
        Some((value, reader.rest))
    }

    /// The value of a map under this key.
    pub(super) fn get(&self, key: &Cbor<'_>) -> Option<&Cbor<'a>> {
        let Cbor::Map(pairs) = self else { return None };
        pairs.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    pub(super) fn int(&self) -> Option<i64> {
        if let Cbor::Int(number) = self { Some(*number) } else { None }
    }

    pub(super) fn bytes(&self) -> Option<&'a [u8]> {
        if let Cbor::Bytes(bytes) = self { Some(bytes) } else { None }
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: u8) -> Option<Cbor<'a>> {
        let depth = depth.checked_sub(1)?;
        let first = *self.take(1)?.first()?;
        let argument = self.argument(first & 0x1f)?;
        match first >> 5 {
            0 => i64::try_from(argument).ok().map(Cbor::Int),
            1 => i64::try_from(argument).ok().map(|number| Cbor::Int(-1 - number)),
            2 => self.take(argument).map(Cbor::Bytes),
            3 => std::str::from_utf8(self.take(argument)?).ok().map(Cbor::Text),
            // Nothing is set aside for a length before its members are there: a short text may claim a huge one.
            4 => (0..argument).map(|_| self.value(depth)).collect::<Option<_>>().map(Cbor::List),
            5 => (0..argument).map(|_| Some((self.value(depth)?, self.value(depth)?))).collect::<Option<_>>().map(Cbor::Map),
            7 if (20..=22).contains(&argument) => u8::try_from(argument).ok().map(Cbor::Simple),
            _ => None,
        }
    }

    /// The number that follows a first byte, or is in it.
    fn argument(&mut self, short: u8) -> Option<u64> {
        let count = match short {
            0..=23 => return Some(u64::from(short)),
            24..=27 => 1_u64 << (short - 24),
            _ => return None,
        };
        Some(self.take(count)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn take(&mut self, count: u64) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(usize::try_from(count).ok()?)?;
        self.rest = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard_are_read() {
        let table: [(&[u8], Cbor<'_>); 9] = [
            (&[0x00], Cbor::Int(0)),
            (&[0x18, 0x64], Cbor::Int(100)),
            (&[0x1b, 0, 0, 0, 0xe8, 0xd4, 0xa5, 0x10, 0], Cbor::Int(1_000_000_000_000)),
            (&[0x38, 0x63], Cbor::Int(-100)),
            (&[0x44, 1, 2, 3, 4], Cbor::Bytes(&[1, 2, 3, 4])),
            (&[0x64, 0x49, 0x45, 0x54, 0x46], Cbor::Text("IETF")),
            (&[0x82, 1, 0x82, 2, 3], Cbor::List(vec![Cbor::Int(1), Cbor::List(vec![Cbor::Int(2), Cbor::Int(3)])])),
            (&[0xa1, 0x61, 0x61, 0xf5], Cbor::Map(vec![(Cbor::Text("a"), Cbor::Simple(21))])),
            (&[0xa0], Cbor::Map(Vec::new())),
        ];
        for (bytes, expected) in table {
            assert_eq!(Cbor::read(bytes), Some((expected, &[][..])), "{bytes:x?}");
        }
    }

    #[test]
    fn what_is_cut_off_too_deep_or_of_another_kind_is_refused() {
        let refused: [&[u8]; 7] = [
            &[],
            &[0x44, 1],
            &[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            &[0x5f, 0x41, 0, 0xff],
            &[0xf9, 0, 0],
            &[0xc0, 0],
            &[0x81; 50],
        ];
        for bytes in refused {
            assert_eq!(Cbor::read(bytes), None, "{bytes:x?}");
        }
    }
}
