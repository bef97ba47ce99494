//! The matrix and the schema are what the program makes of itself. `UPDATE=1 cargo test -p shouwang-app authority::matrix` writes them anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use shouwang_app::authority::{Access, Authority, OPERATIONS, embedded, embedded_schema, matrix, schema};

const BEGIN: &str = "<!-- begin: written by a test -->";
const END: &str = "<!-- end -->";

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn the_committed_schema_is_that_of_the_operations_the_registers_and_the_choices() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/authority/schema.cedarschema");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, schema()).unwrap();
        return;
    }
    assert!(embedded_schema() == schema(), "the schema of policies differs; run the tests once with UPDATE=1");
}

#[test]
fn every_embedded_policy_is_valid_and_cites_an_article() {
    Authority::embedded().unwrap();
    for (name, text) in embedded() {
        assert!(text.starts_with("// "), "{name} does not say what it is for");
        let policies = text.matches("@id(").count();
        assert_eq!(policies, text.matches("@article(").count(), "{name}: a policy without an article");
        assert!(policies > 0, "{name} is empty");
    }
}

#[test]
fn a_policy_that_names_what_does_not_exist_is_refused() {
    let policy = |body: &str| {
        let mut texts = embedded();
        texts.insert("mine".to_owned(), body.to_owned());
        Authority::new(texts)
    };
    let looks = |when: &str| format!("@id(\"mine\") permit (principal, action in Action::\"rows.look\", resource) when {{ {when} }};");
    policy(&looks("principal.role == Role::\"reader\"")).unwrap();
    for (wrong, said) in [
        (looks("principal.role == Role::\"emperor\""), "emperor"),
        (looks("resource.register == Register::\"treasure\""), "treasure"),
        (looks("principal.rank > 3"), "rank"),
        ("@id(\"mine\") permit (principal, action == Action::\"registers.burn\", resource);".to_owned(), "burn"),
        ("permit (principal, action, resource);".to_owned(), "@id"),
        ("permit all the things".to_owned(), "mine"),
    ] {
        let flaw = policy(&wrong).unwrap_err();
        assert_eq!(flaw.text, "mine", "{flaw}");
        assert!(flaw.to_string().contains(said), "{flaw} does not say {said}");
    }
    let twice = policy(&looks("principal.role == Role::\"reader\"").replace("mine", "own-read")).unwrap_err();
    assert!(twice.to_string().contains("own-read"), "{twice}");
}

#[test]
fn the_matrix_in_the_documentation_is_that_of_the_policies() {
    let path = repository().join("docs/authority-matrix.md");
    let made = matrix(&Authority::embedded().unwrap());
    let page = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once(BEGIN).unwrap();
    let (written, tail) = rest.split_once(END).unwrap();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, format!("{head}{BEGIN}\n\n{made}\n{END}{tail}")).unwrap();
        return;
    }
    assert!(written.trim() == made.trim(), "docs/authority-matrix.md differs from the policies; run the tests once with UPDATE=1");
}

#[test]
fn every_operation_has_a_row_in_the_matrix_and_a_name_of_its_own() {
    let page = std::fs::read_to_string(repository().join("docs/authority-matrix.md")).unwrap();
    let mut seen = BTreeSet::new();
    for operation in OPERATIONS {
        assert!(seen.insert(operation.id), "{} is there twice", operation.id);
        assert!(page.contains(&format!("| `{}` ", operation.id)), "{} has no row: nobody may do it", operation.id);
        if let Access::Anyone(reason) | Access::SignedIn(reason) = operation.access {
            assert!(!reason.zh.is_empty() && !reason.en.is_empty(), "{} is open without a reason", operation.id);
        }
    }
}
