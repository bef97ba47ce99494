//! SM3 of many messages at once: eight of them side by side in the lanes of vector registers.
//!
//! Processors have instructions for SHA-256 and none for SM3, so that SM3 is what verifying a ledger waits for. One message is a chain in which
//! every step waits for the one before; eight messages are eight chains that go on together. Where the processor has no such registers,
//! the crate that hashes single messages hashes these as well. Tests hold both to the same hashes.
#![cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "only there the registers are asked for and have been measured"))]

use crate::hash::{HASH_BYTES, Hash, Sm3, TreeHash as _};

/// Messages side by side: the 32-bit lanes of a 256-bit register.
const LANES: usize = 8;
const BLOCK_BYTES: usize = 64;
const WORDS: usize = 8;
const ROUNDS: usize = 64;
/// The initial value (GB/T 32905-2016, 4.1).
const INITIAL: [u32; WORDS] = [0x7380_166f, 0x4914_b2b9, 0x1724_42d7, 0xda8a_0600, 0xa96f_30bc, 0x1631_38aa, 0xe38d_ee4d, 0xb0fb_0e4e];
/// The constants of the rounds (4.2), turned as far as each round asks.
const TURNED: [u32; ROUNDS] = turned();

/// One word of every message.
type Lanes = [u32; LANES];

/// What is hashed: two parts, one after the other, so that a prefix or a salt need not be copied in front of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Message<'m> {
    pub(crate) head: &'m [u8],
    pub(crate) body: &'m [u8],
}

/// SM3 of each message, in their order.
pub(crate) fn sm3_of_each(messages: &[Message<'_>]) -> Vec<Hash> {
    #[cfg(target_arch = "x86_64")]
    if let Some(registers) = pulp::x86::V3::try_new() {
        return registers.vectorize(Together(messages));
    }
    messages.iter().map(|message| Sm3::of(&[message.head, message.body])).collect()
}

/// The work, in the shape that is compiled for the wider registers.
struct Together<'m>(&'m [Message<'m>]);

#[cfg(target_arch = "x86_64")]
impl pulp::NullaryFnOnce for Together<'_> {
    type Output = Vec<Hash>;

    #[inline(always)]
    fn call(self) -> Vec<Hash> {
        self.hash()
    }
}

impl Together<'_> {
    /// Messages of like length go together, so that few lanes wait for a longer neighbour.
    #[inline(always)]
    fn hash(&self) -> Vec<Hash> {
        let mut order: Vec<usize> = (0..self.0.len()).collect();
        order.sort_by_key(|index| self.0[*index].blocks());
        let mut hashes = vec![Hash::default(); self.0.len()];
        for group in order.chunks(LANES) {
            // A group that is not full hashes its first message in the free lanes once more.
            let lane = |lane: usize| group.get(lane).unwrap_or(&group[0]);
            let messages: [Message<'_>; LANES] = std::array::from_fn(|at| self.0[*lane(at)]);
            for (index, hash) in group.iter().zip(hash_group(&messages)) {
                hashes[*index] = hash;
            }
        }
        hashes
    }
}

#[inline(always)]
fn hash_group(messages: &[Message<'_>; LANES]) -> [Hash; LANES] {
    let mut state = INITIAL.map(|word| [word; LANES]);
    let mut hashes = [Hash::default(); LANES];
    let most = messages.iter().map(Message::blocks).max().unwrap_or_default();
    for number in 0..most {
        // A lane that is through goes on with zeros; its hash has been taken.
        let blocks: [[u8; BLOCK_BYTES]; LANES] = std::array::from_fn(|lane| messages[lane].block(number));
        compress(&mut state, &blocks);
        for lane in (0..LANES).filter(|lane| messages[*lane].blocks() == number + 1) {
            hashes[lane] = taken(&state, lane);
        }
    }
    hashes
}

/// The hash that stands in a lane.
#[inline(always)]
fn taken(state: &[Lanes; WORDS], lane: usize) -> Hash {
    let mut bytes = [0; HASH_BYTES];
    for (word, bytes) in state.iter().zip(bytes.as_chunks_mut::<4>().0) {
        *bytes = word[lane].to_be_bytes();
    }
    Hash(bytes)
}

impl Message<'_> {
    fn len(&self) -> usize {
        self.head.len() + self.body.len()
    }

    /// The blocks of the padded message: at least one byte 0x80 and eight of the length follow the bytes.
    fn blocks(&self) -> usize {
        (self.len() + 9).div_ceil(BLOCK_BYTES)
    }

    /// A block of the padded message (5.2); zeros behind its end.
    #[inline(always)]
    fn block(&self, number: usize) -> [u8; BLOCK_BYTES] {
        let (start, len) = (number * BLOCK_BYTES, self.len());
        // Most blocks lie within the body and are taken as they are.
        if let Some(whole) = start.checked_sub(self.head.len()).and_then(|from| self.body.get(from..)?.first_chunk()) {
            return *whole;
        }
        let mut block = [0; BLOCK_BYTES];
        let mut filled = 0;
        if start < self.head.len() {
            let part = &self.head[start..self.head.len().min(start + BLOCK_BYTES)];
            block[..part.len()].copy_from_slice(part);
            filled = part.len();
        }
        let from = (start + filled).saturating_sub(self.head.len());
        if from < self.body.len() {
            let part = &self.body[from..self.body.len().min(from + BLOCK_BYTES - filled)];
            block[filled..filled + part.len()].copy_from_slice(part);
        }
        if (start..start + BLOCK_BYTES).contains(&len) {
            block[len - start] = 0x80;
        }
        if number + 1 == self.blocks() {
            block[BLOCK_BYTES - 8..].copy_from_slice(&(8 * len as u64).to_be_bytes());
        }
        block
    }
}

const fn turned() -> [u32; ROUNDS] {
    let mut turned = [0; ROUNDS];
    let mut round = 0;
    while round < ROUNDS {
        let constant: u32 = if round < 16 { 0x79cc_4519 } else { 0x7a87_9d8a };
        turned[round] = constant.rotate_left(round as u32 % 32);
        round += 1;
    }
    turned
}

#[inline(always)]
fn each(function: impl Fn(usize) -> u32) -> Lanes {
    std::array::from_fn(function)
}

#[inline(always)]
fn turn<const BITS: u32>(x: Lanes) -> Lanes {
    each(|lane| x[lane].rotate_left(BITS))
}

#[inline(always)]
fn xor(x: Lanes, y: Lanes) -> Lanes {
    each(|lane| x[lane] ^ y[lane])
}

#[inline(always)]
fn add(x: Lanes, y: Lanes) -> Lanes {
    each(|lane| x[lane].wrapping_add(y[lane]))
}

/// The expanded words of a block in every lane (5.3.2).
#[inline(always)]
fn expand(blocks: &[[u8; BLOCK_BYTES]; LANES]) -> [Lanes; ROUNDS + 4] {
    let mut words = [[0; LANES]; ROUNDS + 4];
    for (at, word) in words.iter_mut().take(16).enumerate() {
        *word = each(|lane| u32::from_be_bytes(blocks[lane].as_chunks::<4>().0[at]));
    }
    for at in 16..words.len() {
        let mixed = xor(xor(words[at - 16], words[at - 9]), turn::<15>(words[at - 3]));
        let mixed = xor(xor(mixed, turn::<15>(mixed)), turn::<23>(mixed));
        words[at] = xor(xor(mixed, turn::<7>(words[at - 13])), words[at - 6]);
    }
    words
}

/// Takes a block of every message into its state (5.3.3). The names are those of the standard.
#[expect(clippy::many_single_char_names, reason = "the standard names the words of the state so")]
#[inline(always)]
fn compress(state: &mut [Lanes; WORDS], blocks: &[[u8; BLOCK_BYTES]; LANES]) {
    let words = expand(blocks);
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    for round in 0..ROUNDS {
        let (ff, gg) = if round < 16 {
            (xor(xor(a, b), c), xor(xor(e, f), g))
        } else {
            (each(|lane| (a[lane] & b[lane]) | ((a[lane] | b[lane]) & c[lane])), each(|lane| ((f[lane] ^ g[lane]) & e[lane]) ^ g[lane]))
        };
        let a12 = turn::<12>(a);
        let ss1 = turn::<7>(add(add(a12, e), [TURNED[round]; LANES]));
        let tt1 = add(add(ff, d), add(xor(ss1, a12), xor(words[round], words[round + 4])));
        let tt2 = add(add(gg, h), add(ss1, words[round]));
        (d, c, b, a) = (c, turn::<9>(b), a, tt1);
        (h, g, f, e) = (g, turn::<19>(f), e, xor(xor(tt2, turn::<9>(tt2)), turn::<17>(tt2)));
    }
    for (word, new) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *word = xor(*word, new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every length around the borders of blocks, split in every way that is used, in one call and so in mixed groups.
    #[test]
    fn many_messages_have_the_hashes_that_each_has_alone() {
        let bytes: Vec<u8> = (0..1_100_u32).map(|at| (at * 7 % 251) as u8).collect();
        let messages: Vec<Message<'_>> = [0, 1, 32, 65, 130]
            .into_iter()
            .flat_map(|head| (0..520).map(move |len| (head, len)))
            .map(|(head, len)| Message { head: &bytes[..head], body: &bytes[head..head + len] })
            .collect();
        let alone: Vec<Hash> = messages.iter().map(|message| Sm3::of(&[message.head, message.body])).collect();
        for count in [0, 1, 7, 8, 9, messages.len()] {
            assert_eq!(sm3_of_each(&messages[..count]), alone[..count]);
        }
        // The same without wide registers, as on other processors.
        assert_eq!(Together(&messages).hash(), alone);
    }
}
