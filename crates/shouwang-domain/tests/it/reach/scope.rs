//! Scopes as plain data.

use shouwang_domain::reach::{Depth, Reach, Scope};

fn unit(code: &str) -> Scope {
    Scope::Any(vec![Reach::Unit(code.to_owned())])
}

#[test]
fn scopes_unite_without_repeating_a_reach() {
    let below = Reach::Territory { division: "43".to_owned(), depth: Depth::Below };
    let both = unit("U1").or(Scope::Any(vec![below.clone()])).or(unit("U1"));
    assert_eq!(both, Scope::Any(vec![Reach::Unit("U1".to_owned()), below]));
}

#[test]
fn everything_swallows_whatever_it_is_united_with() {
    assert_eq!(unit("U1").or(Scope::Everything), Scope::Everything);
    assert_eq!(Scope::Everything.or(Scope::NOTHING), Scope::Everything);
}

#[test]
fn only_a_scope_without_a_reach_is_nothing() {
    assert!(Scope::NOTHING.is_nothing());
    assert!(!unit("U1").is_nothing());
    assert!(!Scope::Everything.is_nothing());
    assert_eq!(Scope::NOTHING.or(unit("U1")), unit("U1"));
}
