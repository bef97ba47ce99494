//! What a file is called: the last part of what it was called where it comes from, with the ending of what it is.

use shouwang_calendar::Words;
use shouwang_domain::procedure::matter_file::Media;

/// Signs of a name at most.
const CHARS_MAX: usize = 200;

/// The name under which a file is kept.
///
/// # Errors
/// When nothing is left of the name, or it is too long.
pub fn file_name(brought: &str, media: Media) -> Result<String, Words> {
    let last = brought.rsplit(['/', '\\']).next().unwrap_or_default();
    // What turns the direction of writing round would make `exe.pdf` of `fdp.exe`.
    let is_plain =
        |sign: &char| !sign.is_control() && !matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String = last.chars().filter(is_plain).collect();
    let name = plain.trim().trim_start_matches('.');
    if name.is_empty() {
        return Err(Words::new("请给附件一个名称", "give the file a name"));
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let fits = ending.is_some_and(|ending| media.endings().contains(&ending.as_str()));
    let name = if fits { name.to_owned() } else { format!("{name}.{}", media.endings()[0]) };
    if name.chars().count() > CHARS_MAX {
        let (zh, en) = (format!("附件名称至多{CHARS_MAX}字"), format!("a file's name has at most {CHARS_MAX} characters"));
        return Err(Words::new(zh, en));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_its_last_part_and_ends_as_what_the_file_is() {
        let named = |name: &str| file_name(name, Media::Pdf).unwrap();
        assert_eq!(named("报告.pdf"), "报告.pdf");
        assert_eq!(named("C:\\桌面\\报告.PDF"), "报告.PDF");
        assert_eq!(named("../../etc/passwd"), "passwd.pdf");
        assert_eq!(named("发票.exe"), "发票.exe.pdf");
        assert_eq!(named("说明\u{202e}fdp.exe"), "说明fdp.exe.pdf");
        assert_eq!(file_name("照片.jpeg", Media::Jpeg).unwrap(), "照片.jpeg");
        assert!(file_name(" / ", Media::Pdf).is_err() && file_name(&"长".repeat(250), Media::Pdf).is_err());
    }
}
