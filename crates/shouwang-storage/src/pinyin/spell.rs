//! How a Chinese name is typed in pinyin: by the first letters of its syllables, or in full. Pure.
//!
//! A character is read as it usually is. Those that are read in more than one way in names of bodies and places stand in [`SEVERAL`]: a name is
//! then spelled in each way, up to a few characters read otherwise than usual. Whoever types first letters also leaves out what says only of what
//! rank a place is (长沙教育局 for 长沙市教育局), so that these characters may be silent.

use pinyin::ToPinyin as _;

/// Letters from which on a word may stand for whole syllables, and not only for first letters: any shorter one stands in almost every name.
pub(crate) const SYLLABLES_MIN: usize = 4;
/// Characters of one name that are read otherwise than usual, or left out, at once.
const UNUSUAL_MAX: usize = 2;
/// Spellings of one name at most.
const SPELLINGS_MAX: usize = 64;
/// What says only of what rank a place is.
const SILENT: &str = "省市县区州镇乡";

/// Characters with several readings in names of bodies and places, the most usual first.
const SEVERAL: [(char, &[&str]); 44] = [
    ('长', &["chang", "zhang"]),
    ('重', &["chong", "zhong"]),
    ('都', &["du", "dou"]),
    ('行', &["xing", "hang"]),
    ('乐', &["le", "yue"]),
    ('厦', &["sha", "xia"]),
    ('藏', &["zang", "cang"]),
    ('单', &["dan", "shan"]),
    ('校', &["xiao", "jiao"]),
    ('参', &["can", "shen"]),
    ('会', &["hui", "kuai"]),
    ('大', &["da", "dai"]),
    ('朝', &["chao", "zhao"]),
    ('调', &["diao", "tiao"]),
    ('传', &["chuan", "zhuan"]),
    ('解', &["jie", "xie"]),
    ('蔚', &["wei", "yu"]),
    ('番', &["fan", "pan"]),
    ('蚌', &["beng", "bang"]),
    ('六', &["liu", "lu"]),
    ('泌', &["mi", "bi"]),
    ('阿', &["a", "e"]),
    ('浒', &["hu", "xu"]),
    ('柏', &["bai", "bo"]),
    ('泊', &["bo", "po"]),
    ('堡', &["bao", "bu", "pu"]),
    ('埔', &["pu", "bu"]),
    ('圩', &["wei", "xu"]),
    ('涌', &["yong", "chong"]),
    ('莘', &["shen", "xin"]),
    ('歙', &["she", "xi"]),
    ('仇', &["chou", "qiu"]),
    ('盖', &["gai", "ge"]),
    ('句', &["ju", "gou"]),
    ('系', &["xi", "ji"]),
    ('车', &["che", "ju"]),
    ('合', &["he", "ge"]),
    ('便', &["bian", "pian"]),
    ('率', &["lv", "shuai"]),
    ('屏', &["ping", "bing"]),
    ('查', &["cha", "zha"]),
    ('石', &["shi", "dan"]),
    ('地', &["di", "de"]),
    ('给', &["ji", "gei"]),
];

/// The word as it is compared with spellings, if it can be one: two or more letters of a to z.
pub(crate) fn typed(word: &str) -> Option<String> {
    let is_spelling = word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_spelling.then(|| word.to_ascii_lowercase())
}

/// The first letters of a name's syllables, in each way it may be read, with spaces between.
pub(super) fn initials(name: &str) -> String {
    let letter = |reading: &str| reading.chars().take(1).collect::<String>();
    let ways = |character: char| {
        let mut ways: Vec<String> = Vec::new();
        for way in readings(character).iter().map(|reading| letter(reading)) {
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
        if SILENT.contains(character) {
            ways.push(String::new());
        }
        ways
    };
    spellings(&name.chars().map(ways).collect::<Vec<_>>()).join(" ")
}

/// A name's syllables one behind the other, in each way it may be read, with spaces between.
pub(super) fn syllables(name: &str) -> String {
    spellings(&name.chars().map(readings).collect::<Vec<_>>()).join(" ")
}

/// How a character may be read, the most usual way first; a letter or digit is itself, and what is neither is passed over.
fn readings(character: char) -> Vec<String> {
    if character.is_ascii_alphanumeric() {
        return vec![character.to_ascii_lowercase().to_string()];
    }
    if let Some((_, readings)) = SEVERAL.iter().find(|(several, _)| *several == character) {
        return readings.iter().map(|&reading| reading.to_owned()).collect();
    }
    // On a keyboard, ü is v.
    character.to_pinyin().map(|reading| reading.plain().replace('ü', "v")).into_iter().collect()
}

/// Every spelling that takes each character in one of its ways, with a few at most in another way than the first; those with fewest come first.
fn spellings(characters: &[Vec<String>]) -> Vec<String> {
    let mut begun = vec![(String::new(), 0)];
    for ways in characters.iter().filter(|ways| !ways.is_empty()) {
        let mut longer = Vec::with_capacity(begun.len());
        for (spelled, unusual) in &begun {
            for (at, way) in ways.iter().enumerate() {
                let unusual = unusual + usize::from(at > 0);
                if unusual <= UNUSUAL_MAX {
                    longer.push((format!("{spelled}{way}"), unusual));
                }
            }
        }
        longer.sort_by_key(|(_, unusual)| *unusual);
        longer.truncate(SPELLINGS_MAX);
        begun = longer;
    }
    let mut all: Vec<String> = Vec::with_capacity(begun.len());
    for (spelled, _) in begun {
        if !all.contains(&spelled) {
            all.push(spelled);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(spelled: &str, spelling: &str) -> bool {
        spelled.split(' ').any(|one| one == spelling)
    }

    #[test]
    fn a_name_is_spelled_by_the_first_letters_of_its_syllables() {
        assert!(initials("长沙教育局").starts_with("csjyj"), "the usual reading comes first");
        assert!(has(&initials("长沙教育局"), "zsjyj"));
        assert!(has(&initials("重庆市文化和旅游委员会"), "cqswhhlywyh"));
        assert_eq!(initials("信息中心"), "xxzx");
    }

    #[test]
    fn what_says_only_of_what_rank_a_place_is_may_be_left_out() {
        let spelled = initials("湖南省长沙市教育局");
        for spelling in ["hnscssjyj", "hncsjyj", "hncssjyj", "hnscsjyj"] {
            assert!(has(&spelled, spelling), "{spelling}: {spelled}");
        }
    }

    #[test]
    fn a_name_is_spelled_in_full_as_it_is_read_there() {
        assert_eq!(syllables("教育局"), "jiaoyuju");
        assert!(has(&syllables("厦门大学"), "xiamendaxue"));
        assert!(has(&syllables("绿化办 (A1)"), "lvhuabana1"), "{}", syllables("绿化办 (A1)"));
    }

    #[test]
    fn a_name_of_nothing_but_doubtful_characters_has_a_bounded_number_of_spellings() {
        let name: String = "长重都行乐市县".chars().cycle().take(200).collect();
        assert!(initials(&name).split(' ').count() <= SPELLINGS_MAX);
        assert_eq!(initials("——"), "");
    }

    #[test]
    fn the_readings_of_a_character_are_listed_once_and_begin_with_the_most_usual_one() {
        for (at, (character, readings)) in SEVERAL.iter().enumerate() {
            assert!(SEVERAL[at + 1..].iter().all(|(other, _)| other != character), "{character}");
            assert!(readings.len() > 1, "{character}");
        }
    }

    #[test]
    fn only_letters_are_taken_for_a_spelling() {
        assert_eq!(typed("CsJyj").as_deref(), Some("csjyj"));
        for word in ["c", "", "cs1", "局", "cs jyj"] {
            assert_eq!(typed(word), None, "{word}");
        }
    }
}
