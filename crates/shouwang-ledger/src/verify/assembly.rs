//! Puts the examined entries together to the tree, block by block, compares it with checkpoints and head, and judges.

use std::collections::BTreeMap;

use crate::checkpoint::{Checkpoint, Opened};
use crate::frontier::{Node, TwinFrontier};
use crate::hash::{Hashes, Roots};
use crate::note::{NoteError, SignedNote};
use crate::told::{Bilingual, Told as _};

use super::block::{Block, Claim};
use super::examine::{Chunk, Row};
use super::order::Order;
use super::report::{CheckpointSeen, FINDINGS_MAX, Finding, Report, Verdict, Wrong};
use super::{CHUNK, Options};

const BLOCK: u64 = CHUNK as u64;
/// The most blocks that wait for an entry at once: some forty megabytes.
const OPEN_MAX: usize = 1_024;

/// The tree as far as it is put together.
#[derive(Debug)]
pub(super) struct Assembly {
    checkpoints: Vec<Compared>,
    nodes: Option<BTreeMap<(u8, u64), Hashes>>,
    announced: u64,
    /// The next block to close; blocks behind it that have begun are open.
    next: u64,
    open: BTreeMap<u64, Block>,
    /// The tree over the texts as they are now; nothing once an entry was missing.
    now: Option<TwinFrontier>,
    /// The tree over what was kept.
    kept: Option<TwinFrontier>,
    order: Order,
    last: Option<u64>,
    places: u64,
    erased: u64,
    findings: Vec<Finding>,
}

/// A checkpoint and what has been said of it.
#[derive(Debug)]
struct Compared {
    checkpoint: Checkpoint,
    signed_by: Vec<String>,
    verdict: Verdict,
}

impl Assembly {
    pub(super) fn new(options: Options) -> Self {
        let mut findings = Vec::new();
        let mut checkpoints = Vec::new();
        for (index, note) in options.checkpoints.iter().enumerate() {
            match opened(note, &options) {
                Ok(Opened { checkpoint, by }) => {
                    let signed_by = by.iter().map(|by| by.key.name().to_owned()).collect();
                    checkpoints.push(Compared { checkpoint, signed_by, verdict: Verdict::Unknown });
                }
                Err(why) => findings.push(Finding::Checkpoint { index, why }),
            }
        }
        checkpoints.sort_by_key(|compared| compared.checkpoint.size);
        let mut assembly = Self {
            checkpoints,
            nodes: options.nodes.map(|nodes| nodes.into_iter().map(|node| ((node.level, node.position), node.hashes)).collect()),
            announced: options.announced.unwrap_or(0),
            next: 0,
            open: BTreeMap::new(),
            now: Some(TwinFrontier::default()),
            kept: Some(TwinFrontier::default()),
            order: Order::default(),
            last: None,
            places: 0,
            erased: 0,
            findings,
        };
        assembly.compare(0, Some(Hashes::empty()), Some(Hashes::empty()));
        assembly
    }

    /// Takes in examined entries, in the order in which they are stored.
    pub(super) fn add(&mut self, chunk: Chunk) {
        let whole = chunk.block.filter(|(number, _)| *number == self.next && self.open.is_empty() && self.checkpoints_inside(*number) == 0);
        match whole {
            Some((number, root)) => self.add_block(number, root, chunk.rows),
            None => chunk.rows.into_iter().for_each(|row| self.add_row(row)),
        }
    }

    /// The usual case: a whole block in order, its root computed already.
    fn add_block(&mut self, number: u64, root: Hashes, rows: Vec<Row>) {
        self.order.add(number * BLOCK, BLOCK, self.places);
        for row in rows {
            let seq = row.seq.unwrap_or(number * BLOCK);
            self.tell(seq, row);
        }
        let expected = self.expected(number);
        if expected.is_some_and(|expected| expected != root) {
            self.findings.push(Finding::Block { from: number * BLOCK, until: (number + 1) * BLOCK - 1 });
        }
        self.push_block(Some(root), expected.or(Some(root)));
    }

    fn add_row(&mut self, row: Row) {
        // What does not say where it belongs is taken to belong where it stands.
        let seq = row.seq.unwrap_or_else(|| self.last.map_or(0, |last| last.saturating_add(1)));
        let (number, place) = (seq / BLOCK, usize::try_from(seq % BLOCK).unwrap_or(0));
        let new = self.order.add(seq, 1, self.places);
        match row.now {
            Some(now) if number >= self.next => {
                self.open
                    .entry(number)
                    .or_insert_with(|| Block::new(number))
                    .claim(place, Claim { now, kept: row.kept, place: self.places });
            }
            _ if !new => self.findings.push(Finding::Entry { seq, wrong: Wrong::Inserted { place: self.places } }),
            Some(now) if row.kept.is_some_and(|kept| kept != now) => self.findings.push(Finding::Entry { seq, wrong: Wrong::Changed }),
            _ => {}
        }
        self.tell(seq, row);
        while self.open.get(&self.next).is_some_and(Block::is_full) {
            self.close_next();
        }
        // A ledger with a hole must not be held in memory as a whole: what is waited for too long is taken as missing.
        while self.open.len() > OPEN_MAX {
            self.advance(u64::MAX);
        }
    }

    /// What was found of a row by itself.
    fn tell(&mut self, seq: u64, row: Row) {
        self.findings.extend(row.wrong.into_iter().map(|wrong| Finding::Entry { seq, wrong }));
        if let Some(column) = row.column_seq.filter(|column| *column != seq) {
            let by = i64::try_from(i128::from(column) - i128::from(seq)).unwrap_or(i64::MAX);
            match self.findings.last_mut() {
                Some(Finding::Renumbered { until, by: same, .. }) if *same == by && *until + 1 == seq => *until = seq,
                _ => self.findings.push(Finding::Renumbered { from: seq, until: seq, by }),
            }
        }
        self.erased += u64::from(row.erased);
        self.places += 1;
        self.last = Some(seq);
    }

    /// Closes the next block, whole or not, and goes on with the tree behind it.
    fn close_next(&mut self) {
        let number = self.next;
        let mut block = self.open.remove(&number).unwrap_or_else(|| Block::new(number));
        let expected = self.expected(number);
        block.judge(CHUNK, expected, &mut self.findings);
        self.compare_inside(number, &block);
        let roots = block.roots(CHUNK);
        self.push_block(roots.now, expected.or(roots.kept));
    }

    fn push_block(&mut self, now: Option<Hashes>, kept: Option<Hashes>) {
        let push = |tree: &mut Option<TwinFrontier>, root: Option<Hashes>| {
            let completed = tree.as_mut().zip(root).and_then(|(tree, root)| tree.push_block(root));
            if completed.is_none() {
                *tree = None;
            }
            completed.unwrap_or_default()
        };
        let (of_now, of_kept) = (push(&mut self.now, now), push(&mut self.kept, kept));
        self.compare_nodes(if of_kept.is_empty() { &of_now } else { &of_kept });
        self.next += 1;
        let size = self.next * BLOCK;
        let (now, kept) = (self.now.as_ref(), self.kept.as_ref());
        // A root costs a dozen hashes; it is only asked for where a checkpoint is.
        if self.checkpoints.iter().any(|compared| compared.checkpoint.size == size) {
            let (now, kept) = (now.map(TwinFrontier::root), kept.map(TwinFrontier::root));
            self.compare(size, now, kept);
        }
    }

    /// The kept roots of larger subtrees; those of single blocks are judged with their block.
    fn compare_nodes(&mut self, completed: &[Node]) {
        let Some(nodes) = &self.nodes else { return };
        for node in completed {
            let kept = nodes.get(&(node.level, node.position));
            if kept.is_none() || (node.level > 1 && kept != Some(&node.hashes)) {
                self.findings.push(Finding::KeptNode { level: node.level, position: node.position });
            }
        }
    }

    /// Compares with the checkpoints that lie inside a block (or at its end, when it is the last and not whole).
    fn compare_inside(&mut self, number: u64, block: &Block) {
        let inside: Vec<u64> = self
            .checkpoints
            .iter()
            .map(|compared| compared.checkpoint.size)
            .filter(|size| *size > number * BLOCK && *size < (number + 1) * BLOCK)
            .collect();
        for size in inside {
            let leaves = block.leaves(usize::try_from(size - number * BLOCK).unwrap_or(CHUNK));
            let root = |tree: &Option<TwinFrontier>, leaves: Option<Vec<Hashes>>| {
                let mut tree = tree.clone()?;
                leaves?.into_iter().for_each(|leaf| drop(tree.push_leaf(leaf)));
                Some(tree.root())
            };
            let (now, kept) = leaves.unzip();
            let (now, kept) = (root(&self.now, now), root(&self.kept, kept));
            self.compare(size, now, kept);
        }
    }

    fn compare(&mut self, size: u64, now: Option<Roots>, kept: Option<Roots>) {
        for compared in self.checkpoints.iter_mut().filter(|compared| compared.checkpoint.size == size) {
            let signed = Some(compared.checkpoint.roots);
            compared.verdict = match (now, kept) {
                (now, _) if now == signed => Verdict::AsSigned,
                (_, kept) if kept == signed => Verdict::KeptOnly,
                (None, None) => Verdict::Unknown,
                _ => Verdict::Differs,
            };
        }
    }

    fn checkpoints_inside(&self, number: u64) -> usize {
        let inside = |size: u64| size > number * BLOCK && size < (number + 1) * BLOCK;
        self.checkpoints.iter().filter(|compared| inside(compared.checkpoint.size)).count()
    }

    fn expected(&self, number: u64) -> Option<Hashes> {
        self.nodes.as_ref()?.get(&(1, number)).copied()
    }

    /// Closes what is open, compares with the head, and judges.
    pub(super) fn finish(mut self, head: Option<&str>) -> Report {
        let head = head.and_then(|text| match TwinFrontier::decode(text) {
            Ok(head) => Some(head),
            Err(why) => {
                self.findings.push(Finding::Head { why: why.told() });
                None
            }
        });
        let signed = self.checkpoints.iter().map(|compared| compared.checkpoint.size).max().unwrap_or(0);
        let named = head.as_ref().map_or(0, TwinFrontier::size).max(signed).max(self.announced);
        let end = if named == 0 && head.is_none() { self.order.end() } else { named };
        self.close_open(end, head.as_ref());
        self.judge_order(end);
        if let Some(head) = &head {
            self.judge_head(head, signed);
        }
        self.judge_checkpoints();
        self.report()
    }

    fn close_open(&mut self, end: u64, head: Option<&TwinFrontier>) {
        let (whole, rest) = (end / BLOCK, end % BLOCK);
        while self.next < whole {
            self.advance(whole);
        }
        if rest > 0 && self.next == whole {
            let mut block = self.open.remove(&whole).unwrap_or_else(|| Block::new(whole));
            let count = usize::try_from(rest).unwrap_or(CHUNK);
            let expected = head.filter(|head| head.size() == end).and_then(TwinFrontier::last_block);
            block.judge(count, expected, &mut self.findings);
            self.compare_inside(whole, &block);
            let (now, kept) = block.leaves(count).unzip();
            append(&mut self.now, now);
            append(&mut self.kept, kept);
        }
        for (_, mut block) in std::mem::take(&mut self.open) {
            block.judge(CHUNK, None, &mut self.findings);
        }
    }

    /// Closes the next block as it is, or goes on to the next of which anything is known, at most to `limit`.
    fn advance(&mut self, limit: u64) {
        if self.open.contains_key(&self.next) || (self.kept.is_some() && self.expected(self.next).is_some()) {
            self.close_next();
        } else {
            // Nothing is known of this block: from here on no root can be computed.
            (self.now, self.kept) = (None, None);
            self.next = self.open.keys().next().copied().unwrap_or(limit).min(limit);
        }
    }

    fn judge_order(&mut self, end: u64) {
        let moved: Vec<(u64, u64)> = self.order.out_of_place().collect();
        // That a single row bears another number than its entry is the same thing said twice.
        let single = |finding: &Finding| match finding {
            Finding::Renumbered { from, until, .. } => from == until && moved.iter().take(FINDINGS_MAX).any(|(seq, _)| seq == from),
            _ => false,
        };
        self.findings.retain(|finding| !single(finding));
        self.findings.extend(moved.iter().map(|&(seq, place)| Finding::Entry { seq, wrong: Wrong::Reordered { place } }));
        for range in self.order.missing(end) {
            let (from, until) = (range.start, range.end - 1);
            self.findings.push(if range.end == end { Finding::Cut { from, until } } else { Finding::Removed { from, until } });
        }
        let beyond = self.order.beyond(end).into_iter();
        self.findings.extend(beyond.map(|range| Finding::Beyond { from: range.start, until: range.end - 1 }));
    }

    fn judge_head(&mut self, head: &TwinFrontier, signed: u64) {
        if head.size() < signed {
            let size = head.size();
            let zh = format!("它只到 {size} 条，而有检查点签到 {signed} 条");
            let why = Bilingual::new(zh, format!("it names {size} entries, but a checkpoint signs {signed}"));
            self.findings.push(Finding::Head { why });
            return;
        }
        let trees = [self.now.as_ref(), self.kept.as_ref()];
        let comparable = trees.iter().flatten().any(|tree| tree.size() == head.size());
        let last_block = |finding: &Finding| matches!(finding, Finding::Block { until, .. } if until + 1 == head.size());
        if comparable && trees.iter().flatten().all(|tree| *tree != head) && !self.findings.iter().any(last_block) {
            self.findings.push(Finding::Head { why: other_hashes() });
        }
    }

    /// The signed checkpoints decide between what entries say now and what was kept.
    fn judge_checkpoints(&mut self) {
        let holds = |verdict: Verdict| matches!(verdict, Verdict::AsSigned | Verdict::KeptOnly);
        let sizes = |wanted: &dyn Fn(Verdict) -> bool| -> Vec<u64> {
            self.checkpoints.iter().filter(|compared| wanted(compared.verdict)).map(|compared| compared.checkpoint.size).collect()
        };
        let as_signed = sizes(&|verdict| verdict == Verdict::AsSigned).into_iter().max().unwrap_or(0);
        let good = sizes(&holds);
        if let Some(&until) = sizes(&|verdict| verdict == Verdict::Differs).first() {
            let after = good.into_iter().filter(|size| *size < until).max().unwrap_or(0);
            self.findings.push(Finding::Replaced { after, until });
        }
        for finding in &mut self.findings {
            match finding {
                Finding::Entry { seq, wrong } if *wrong == Wrong::Changed && *seq < as_signed => *wrong = Wrong::KeptHash,
                Finding::Block { from, until } if *until < as_signed && (*until + 1).is_multiple_of(BLOCK) => {
                    *finding = Finding::KeptNode { level: 1, position: *from / BLOCK };
                }
                Finding::Block { until, .. } if *until < as_signed => {
                    *finding = Finding::Head { why: other_hashes() };
                }
                _ => {}
            }
        }
    }

    fn report(mut self) -> Report {
        self.findings.sort_by_key(Finding::first);
        let findings_count = self.findings.len();
        self.findings.truncate(FINDINGS_MAX);
        let seen = |compared: Compared| CheckpointSeen {
            size: compared.checkpoint.size,
            signed_by: compared.signed_by,
            verdict: compared.verdict,
        };
        Report {
            entries: self.places,
            erased: self.erased,
            roots: self.now.filter(|tree| tree.size() == self.places).map(|tree| tree.root()),
            checkpoints: self.checkpoints.into_iter().map(seen).collect(),
            findings: self.findings,
            findings_count,
        }
    }
}

fn other_hashes() -> Bilingual {
    Bilingual::new("其哈希不是各条的哈希", "its hashes are not those of the entries")
}

fn append(tree: &mut Option<TwinFrontier>, leaves: Option<Vec<Hashes>>) {
    match (tree.as_mut(), leaves) {
        (Some(tree), Some(leaves)) => leaves.into_iter().for_each(|leaf| drop(tree.push_leaf(leaf))),
        _ => *tree = None,
    }
}

/// A checkpoint that may be compared: signed by the log when keys were given.
fn opened(note: &str, options: &Options) -> Result<Opened, Bilingual> {
    let note: SignedNote = note.parse().map_err(|why: NoteError| why.told())?;
    if options.keys.is_empty() {
        let checkpoint = Checkpoint::parse(note.text()).map_err(|why| why.told())?;
        return Ok(Opened { checkpoint, by: Vec::new() });
    }
    Checkpoint::open(&note, &options.keys).map_err(|why| why.told())
}
