//! Made-up pages and texts, and the way to the real ones.

use std::path::{Path, PathBuf};

use shouwang_law::LawError;
use shouwang_law::model::Law;

/// A page with one article and one paragraph, whose status line and blocks are given. Line 7 is the first of `blocks`.
pub(crate) fn page(status: &str, blocks: &str) -> String {
    format!(
        "# 第一章 总则 · Chapter 1 · General\n## 第一条 Article 1 · 培训 · Training\n### 第一款 Paragraph 1\n\
         `status = \"{status}\"` · `text = \"sm3:\"`\n单位要办培训。\nEvery unit trains.\n{blocks}"
    )
}

/// A duty's block: its id, the fields of its kind, and one case.
pub(crate) fn duty(id: &str, fields: &str) -> String {
    format!(
        "```toml duty\nid = \"{id}\"\ntitle = {{ zh = \"培训\", en = \"Training\" }}\nsubject = \"unit\"\n{fields}\n```\n\
         | 案例 | 事实 | 日期 | 结果 |\n|---|---|---|---|\n| 例 | 无 | 2026-11-20 | 违反 |\n"
    )
}

pub(crate) fn instrument(id: &str, from: &str, more: &str) -> String {
    format!(
        "id = \"{id}\"\ntitle = {{ zh = \"{id} 办法\", en = \"{id}\" }}\nshort = {{ zh = \"{id}\", en = \"{id}\" }}\n\
         issuer = {{ zh = \"厅\", en = \"Office\" }}\nfrom = {from}\nchapters = [\"01.md\"]\n{more}"
    )
}

/// Loads one instrument `a` of one page.
pub(crate) fn load_page(page: &str) -> Result<Law, Vec<LawError>> {
    Law::load([("a/instrument.toml", instrument("a", "2026-01-01", "").as_str()), ("a/01.md", page)])
}

/// The mistakes of one page as `line: English`.
pub(crate) fn mistakes(page: &str) -> Vec<String> {
    let errors = load_page(page).err().unwrap_or_default();
    errors.iter().map(|error| format!("{}: {}", error.place.line, error.en)).collect()
}

/// Asserts that a page has exactly one mistake, on this line, whose English text holds these words, and which says something in Chinese too.
#[track_caller]
pub(crate) fn assert_mistake(page: &str, line: u32, words: &str) {
    let errors = load_page(page).err().unwrap_or_default();
    let [error] = errors.as_slice() else { panic!("one mistake expected: {errors:#?}\n{page}") };
    assert_eq!((error.place.line, &*error.place.file), (line, "a/01.md"), "{error}");
    assert!(error.en.contains(words), "{error}");
    assert!(error.zh.chars().any(|c| c > '\u{4E00}'), "{error}");
}

/// The files of a folder below the workspace's root, with their paths relative to it; `None` when it is not there.
pub(crate) fn folder(name: &str) -> Option<Vec<(String, String)>> {
    let root = root().join(name);
    let mut files = Vec::new();
    collect(&root, &root, &mut files)?;
    files.sort();
    Some(files)
}

/// A text of the shared folder beside the workspace; says so in one line when there is none.
pub(crate) fn shared_text(name: &str) -> Option<String> {
    let text = std::fs::read_to_string(root().join("../shared/regulation").join(name)).ok();
    if text.is_none() {
        println!("../shared/regulation/{name} is not there: tested on made-up texts only");
    }
    text
}

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> Option<()> {
    for entry in std::fs::read_dir(folder).ok()? {
        let path = entry.ok()?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let relative = path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/");
            files.push((relative, std::fs::read_to_string(&path).ok()?));
        }
    }
    Some(())
}

/// Paths and texts as the loader takes them.
pub(crate) fn borrowed(files: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
}
