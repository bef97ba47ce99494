//! The unified social credit code. The valid ones are codes that large companies publish.

use proptest::prelude::*;
use shouwang_domain::credit_code::{CreditCodeError, check, check_character, organisation_check_character};

const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const TRUE_CODES: [&str; 4] = ["9144030071526726XG", "914403001922038216", "91330100799655058B", "91110000802100433B"];

#[test]
fn codes_in_use_are_accepted_and_made() {
    for code in TRUE_CODES {
        assert_eq!(check(code), Ok(()), "{code}");
        assert_eq!(check_character(&code[..17]), code.chars().last(), "{code}");
        assert_eq!(organisation_check_character(&code[8..16]), code.chars().nth(16), "{code}");
    }
}

#[test]
fn every_single_wrong_character_is_found() {
    for code in TRUE_CODES {
        for at in 0..18 {
            for wrong in ALPHABET.chars().filter(|wrong| !code[at..].starts_with(*wrong)) {
                let changed = format!("{}{wrong}{}", &code[..at], &code[at + 1..]);
                assert!(matches!(check(&changed), Err(CreditCodeError::Check { .. })), "{changed}");
            }
        }
    }
}

#[test]
fn errors_say_what_is_wrong_and_where() {
    assert_eq!(check("9144030071526726X"), Err(CreditCodeError::Length { chars: 17 }));
    assert_eq!(check(""), Err(CreditCodeError::Length { chars: 0 }));
    let letter = check("91440300715I6726XG");
    assert_eq!(letter, Err(CreditCodeError::Character { position: 12, found: 'I' }));
    assert!(letter.unwrap_err().zh().contains("第12位是“I”"));
    assert_eq!(check("9144030071526726Xg"), Err(CreditCodeError::Character { position: 18, found: 'g' }));
    assert_eq!(check("９144030071526726XG"), Err(CreditCodeError::Character { position: 1, found: '９' }));
    let last = check("9144030071526726X1");
    assert_eq!(last, Err(CreditCodeError::Check { expected: 'G', found: '1' }));
    assert!(last.unwrap_err().zh().contains("应为“G”"));
}

#[test]
fn no_check_character_is_made_for_what_is_no_code() {
    assert_eq!(check_character("9144030071526726"), None);
    assert_eq!(check_character("91440300715I6726X"), None);
    assert_eq!(organisation_check_character("7152672"), None);
    assert_eq!(organisation_check_character("7152672x"), None);
}

proptest! {
    #[test]
    fn whatever_is_made_is_accepted(first in "[0-9A-HJ-NPQRTUWXY]{17}") {
        let code = format!("{first}{}", check_character(&first).unwrap());
        prop_assert_eq!(check(&code), Ok(()));
    }

    #[test]
    fn any_text_is_judged_by_its_last_character(text in ".{0,20}") {
        let fits = text.char_indices().next_back().is_some_and(|(at, last)| check_character(&text[..at]) == Some(last));
        prop_assert_eq!(check(&text).is_ok(), fits);
    }
}
