//! Logging in with a password: first, changed, too old, refused.

use shouwang_app::account::password::PasswordFlaw;
use shouwang_app::account::{AccountError, ChangeWhy, Step};
use shouwang_app::problem::AppError;
use shouwang_calendar::Lang;

use super::world::{PASSWORD, World, done, visitor};

#[tokio::test]
async fn a_first_password_is_changed_before_anything_else_and_is_good_no_longer() {
    for world in World::of_each_database().await {
        world.make_login("zhang.san", |_| {}).await;
        let first = world.give_first_password("zhang.san").await;
        let step = world.log_in("Zhang.San ", &first).await.unwrap();
        let Step::ChangePassword { ticket, why } = step else { unreachable!("{step:?}") };
        assert_eq!(why, ChangeWhy::FirstPassword);
        let (edge, accounts) = (world.edge(), &world.accounts);
        for refused in [first.as_str(), "short", "zhang.san-A1"] {
            let refused = accounts.change_password_at_login(&edge, &visitor(), &ticket, refused).await;
            assert!(matches!(refused, Err(AccountError::Password(_))), "{refused:?}");
        }
        let session = done(accounts.change_password_at_login(&edge, &visitor(), &ticket, PASSWORD).await.unwrap());
        assert_eq!(world.authenticated(&session.token).await.as_ref(), Some(&session.session));
        let again = accounts.change_password_at_login(&edge, &visitor(), &ticket, "Another-Horse-8").await;
        assert!(matches!(again, Err(AccountError::StepOver)), "{again:?}");
        assert!(matches!(world.log_in("zhang.san", &first).await, Err(AccountError::Refused)));
        done(world.log_in("zhang.san", PASSWORD).await.unwrap());
        let operations = world.operations().await;
        assert_eq!(operations[operations.len() - 3..], ["account.own.change", "session.login", "session.login"]);
    }
}

#[tokio::test]
async fn a_first_password_that_nobody_used_runs_out() {
    for world in World::of_each_database().await {
        world.make_login("zhang.san", |_| {}).await;
        let first = world.give_first_password("zhang.san").await;
        world.wait(7 * 86_400);
        assert!(matches!(world.log_in("zhang.san", &first).await, Ok(Step::ChangePassword { .. })), "on its last day");
        world.wait(86_400);
        assert!(matches!(world.log_in("zhang.san", &first).await, Err(AccountError::Refused)));
    }
}

#[tokio::test]
async fn every_way_of_failing_is_answered_alike() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        world.make_account("li.si").await;
        world.make_login("li.si", |login| login.disabled = Some(true)).await;
        world.make_login("wang.wu", |_| {}).await;
        let mut said = Vec::new();
        for (name, password) in [
            ("zhang.san", "Wrong-Horse-7"),
            ("nobody", PASSWORD),
            ("li.si", PASSWORD),
            ("wang.wu", PASSWORD),
            ("名字", PASSWORD),
            ("zhang.san", ""),
            ("zhang\0san", PASSWORD),
        ] {
            let error = world.log_in(name, password).await.unwrap_err();
            assert!(matches!(error, AccountError::Refused), "{name}: {error:?}");
            let error = AppError::from(error);
            said.push((error.code.status(), error.detail.get(Lang::Zh).to_owned(), error.detail.get(Lang::En).to_owned()));
        }
        said.dedup();
        assert_eq!(said.len(), 1, "{said:?}");
    }
}

#[tokio::test]
async fn a_password_that_is_too_old_is_changed_and_none_of_the_last_is_taken() {
    for world in World::of_each_database().await {
        world.set("password.earlier_count", "2").await;
        world.make_account("zhang.san").await;
        world.wait(90 * 86_400);
        let step = world.log_in("zhang.san", PASSWORD).await.unwrap();
        let Step::ChangePassword { ticket, why: ChangeWhy::TooOld } = step else { unreachable!("{step:?}") };
        let change = async |new: &str| world.accounts.change_password_at_login(&world.edge(), &visitor(), &ticket, new).await;
        let same = change(PASSWORD).await.unwrap_err();
        assert!(matches!(&same, AccountError::Password(flaws) if *flaws == [PasswordFlaw::UsedBefore(2)]), "{same:?}");
        let session = done(change("Another-Horse-8").await.unwrap()).session;

        let accounts = &world.accounts;
        world.wait(1);
        let back = accounts.change_password(&world.edge(), &visitor(), &session, ("Another-Horse-8", PASSWORD)).await;
        assert!(matches!(back, Err(AccountError::Password(_))), "one of the last two: {back:?}");
        accounts.change_password(&world.edge(), &visitor(), &session, ("Another-Horse-8", "Third-Horse-9")).await.unwrap();
        world.wait(1);
        accounts.change_password(&world.edge(), &visitor(), &session, ("Third-Horse-9", PASSWORD)).await.unwrap();
    }
}

#[tokio::test]
async fn a_password_that_everybody_knows_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("known.txt");
    std::fs::write(&list, "123456\nPassword-123\nqwerty\n").unwrap();
    for world in World::with(Some(list.clone()), None).await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        let known = world.accounts.change_password(&world.edge(), &visitor(), &session, (PASSWORD, "Password-123")).await.unwrap_err();
        assert!(matches!(&known, AccountError::Password(flaws) if *flaws == [PasswordFlaw::Breached]), "{known:?}");
        let problem = AppError::from(known);
        assert_eq!((problem.code.status(), problem.fields.len()), (422, 1));
    }
}

#[tokio::test]
async fn a_step_of_a_log_in_ends_with_its_time_its_account_or_a_new_password() {
    for world in World::of_each_database().await {
        world.make_login("zhang.san", |_| {}).await;
        let mut first = world.give_first_password("zhang.san").await;
        for end in ["time", "account", "password"] {
            let Ok(Step::ChangePassword { ticket, .. }) = world.log_in("zhang.san", &first).await else { unreachable!("{end}") };
            match end {
                "time" => world.wait(601),
                "account" => world.make_login("zhang.san", |login| login.disabled = Some(true)).await,
                _ => {
                    world.wait(1);
                    first = world.give_first_password("zhang.san").await;
                }
            }
            let over = world.accounts.change_password_at_login(&world.edge(), &visitor(), &ticket, PASSWORD).await;
            assert!(matches!(over, Err(AccountError::StepOver)), "{end}: {over:?}");
            world.make_login("zhang.san", |_| {}).await;
            world.wait(1);
        }
    }
}
