//! Answers kept for requests that come twice, in storage on both databases.

use jiff::{SignedDuration, Timestamp};
use shouwang_storage::testing::databases;
use shouwang_storage::{Known, Repeatable, StoredAnswer};

#[tokio::test]
async fn a_request_is_taken_on_once_answered_twice_and_forgotten_in_time() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let now = Timestamp::from_second(1_795_334_400).unwrap();
        let later = now.checked_add(SignedDuration::from_secs(60)).unwrap();
        let one = Repeatable { login: "one", key: "k", fingerprint: "f" };
        assert_eq!(store.take_on(one, now, Timestamp::MIN).await.unwrap(), Known::New);
        assert_eq!(store.take_on(one, now, Timestamp::MIN).await.unwrap(), Known::UnderWay);
        assert_eq!(store.take_on(Repeatable { login: "other", ..one }, now, Timestamp::MIN).await.unwrap(), Known::New);
        assert_eq!(store.take_on(Repeatable { fingerprint: "g", ..one }, now, Timestamp::MIN).await.unwrap(), Known::OtherRequest);
        // Whoever took it on has broken down: it is new again, for one.
        assert_eq!(store.take_on(one, later, later).await.unwrap(), Known::New);
        assert_eq!(store.take_on(one, later, later).await.unwrap(), Known::UnderWay);
        store.give_up(one).await.unwrap();
        assert_eq!(store.take_on(Repeatable { fingerprint: "g", ..one }, later, now).await.unwrap(), Known::OtherRequest, "it may be done");
        assert_eq!(store.take_on(one, later, now).await.unwrap(), Known::New, "who comes next need not wait");
        let answer = StoredAnswer { status: 201, headers: "[]".to_owned(), body: "{\"act\":1}".to_owned() };
        store.keep_answer(one, &answer).await.unwrap();
        assert_eq!(store.take_on(one, later, later).await.unwrap(), Known::Answered(answer));
        store.give_up(one).await.unwrap();
        assert!(matches!(store.take_on(one, later, later).await.unwrap(), Known::Answered(_)), "what was answered is not given up");
        assert_eq!(store.forget_answers(later).await.unwrap(), 1);
        assert!(matches!(store.take_on(one, later, Timestamp::MIN).await.unwrap(), Known::Answered(_)));
    }
}
