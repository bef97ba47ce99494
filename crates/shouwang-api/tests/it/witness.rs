//! One server countersigns the other's checkpoints over HTTP, in the way of C2SP tlog-witness.

use shouwang_app::edge::Clock as _;
use shouwang_app::ledger::{KeyFolder, Keys, sign_checkpoint, take_cosigned};
use shouwang_ledger::{CosignRequest, Plan, SignedNote};
use shouwang_storage::About;
use shouwang_storage::ledger::Note;

use crate::support::{Reply, Server};

const PATH: &str = "/add-checkpoint";

/// A ledger that grows.
struct Log<'s> {
    server: &'s Server,
    keys: Keys,
}

impl<'s> Log<'s> {
    fn new(server: &'s Server, origin: &str, seed: u8) -> Log<'s> {
        let keys = KeyFolder::at(server.folder.path().join("keys")).make(Some(origin), &[[seed; 32], [seed + 1; 32]]).unwrap();
        Log { server, keys }
    }

    /// Appends entries, and signs how far the ledger goes.
    async fn grow(&self, count: u64) -> SignedNote {
        let note = |number: u64| Note {
            recorded_at: self.server.clock.now(),
            about: About::command("张三", "test.note", format!("request-{number}")),
            source: None,
            on: Vec::new(),
            salt: [7; 32],
        };
        self.server.store.append_entries(&(0..count).map(note).collect::<Vec<_>>()).await.unwrap();
        sign_checkpoint(&self.server.store, &self.keys, self.server.clock.now()).await.unwrap().note.parse().unwrap()
    }

    /// The request to countersign a checkpoint that the witness has seen up to `old`.
    async fn request(&self, old: u64, note: &SignedNote) -> CosignRequest {
        let size = note.text().lines().nth(1).unwrap().parse().unwrap();
        let plan = Plan::consistency(old, size).unwrap();
        let proof = plan.hashes(&self.server.store.load_tiles(plan.tiles()).await.unwrap()).unwrap();
        CosignRequest { old, proof, note: note.clone() }
    }
}

fn seen(reply: &Reply) -> (u16, String, String) {
    (reply.status, reply.header("content-type"), String::from_utf8(reply.body.clone()).unwrap())
}

#[tokio::test]
async fn two_servers_countersign_each_others_ledgers() {
    let servers = Server::of_each_database().await;
    let [one, other] = servers.as_slice() else { panic!("two servers") };
    let logs = [Log::new(one, "one.example", 1), Log::new(other, "other.example", 3)];
    one.service.witness_for(logs[1].keys.verifiers());
    other.service.witness_for(logs[0].keys.verifiers());
    for (log, witness) in [(&logs[0], &logs[1]), (&logs[1], &logs[0])] {
        let mut old = 0;
        for count in [3, 297] {
            let note = log.grow(count).await;
            let request = log.request(old, &note).await;
            let cosigned = witness.server.post_text(PATH, request.body(true)).await;
            assert_eq!((cosigned.status, cosigned.header("content-type").as_str()), (200, "text/plain; charset=utf-8"), "{cosigned:?}");
            let lines = String::from_utf8(cosigned.body).unwrap();
            assert_eq!(lines.lines().filter(|line| line.starts_with("— ")).count(), 2, "{lines}");
            let whole: SignedNote = format!("{note}{lines}").parse().unwrap();
            assert_eq!(whole.signed_by(&witness.keys.verifiers()).unwrap().len(), 2, "both keys of the witness");
            assert_eq!(take_cosigned(&log.server.store, &whole.to_string(), log.server.clock.now()).await.unwrap(), 4);
            // And so it is published from then on.
            let published = String::from_utf8(log.server.get("/ledger/checkpoint", "").await.body).unwrap();
            assert!(lines.lines().all(|line| published.contains(line)), "{published}");
            // Asked once more, the witness signs the same again; asked from before, it says how far it has seen.
            let again = log.request(old + count, &note).await;
            assert_eq!(witness.server.post_text(PATH, again.body(true)).await.status, 200);
            let conflict = witness.server.post_text(PATH, request.body(true)).await;
            assert_eq!(seen(&conflict), (409, "text/x.tlog.size".to_owned(), format!("{}\n", old + count)));
            old += count;
        }
    }
}

#[tokio::test]
async fn a_witness_refuses_what_the_standard_says_with_its_statuses() {
    let servers = Server::of_each_database().await;
    let [one, other] = servers.as_slice() else { panic!("two servers") };
    let (log, witness) = (Log::new(one, "one.example", 1), Log::new(other, "other.example", 3));
    let first = log.grow(3).await;
    let ask = async |body: String| other.post_text(PATH, body).await;
    let request = log.request(0, &first).await;
    assert_eq!(ask(request.body(true)).await.status, 404, "it is a witness for nobody");
    other.service.witness_for(log.keys.verifiers());

    assert_eq!(ask("old 0".to_owned()).await.status, 400);
    assert_eq!(ask(request.body(true).replace("old 0", "old 4")).await.status, 400, "nothing shrinks");
    let unknown = request.body(true).replace("one.example\n", "two.example\n");
    assert_eq!(ask(unknown).await.status, 404, "no key of this name is trusted");
    let stranger =
        Log { server: one, keys: KeyFolder::at(one.folder.path().join("stranger")).make(Some("one.example"), &[[8; 32]; 2]).unwrap() };
    let mut unsigned = SignedNote::new(first.text()).unwrap();
    for key in stranger.keys.signers() {
        unsigned.sign(key).unwrap();
    }
    assert_eq!(ask(CosignRequest { note: unsigned, ..request.clone() }.body(true)).await.status, 403, "another key of the same name");
    // Nothing of this was remembered, and the size that is asked for is named whatever the caller calls the body.
    let untyped =
        other.client.post(format!("{}{PATH}", other.url)).body(request.body(true).replace("old 0", "old 2")).send().await.unwrap();
    assert_eq!((untyped.status().as_u16(), untyped.text().await.unwrap()), (409, "0\n".to_owned()));
    assert_eq!(ask(request.body(true)).await.status, 200);

    let second = log.grow(297).await;
    let mut wrong = log.request(3, &second).await;
    wrong.proof[0] = wrong.proof[1];
    assert_eq!(ask(wrong.body(true)).await.status, 422, "the proof does not hold");
    // Another history of the same size, rightly signed.
    let forked = Log { server: other, keys: log.keys.clone() };
    let fork = forked.grow(3).await;
    let fork = ask(CosignRequest { old: 3, proof: Vec::new(), note: fork }.body(true)).await;
    assert_eq!((fork.status, fork.code().as_str()), (409, "conflict"), "{fork:?}");
    assert_eq!(ask(log.request(3, &second).await.body(true)).await.status, 200, "and the true one goes on");
    drop(witness);
}
