//! Chinese numbers as headings of law write them: 第二十四条, （三）.

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// A number from 1 to 999 as a heading writes it: 24 → 二十四. Anything else comes back in Arabic digits.
#[must_use]
pub fn chinese(number: u16) -> String {
    if number == 0 || number > 999 {
        return number.to_string();
    }
    let digit = |value: u16| DIGITS[usize::from(value % 10)];
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let mut text = String::new();
    if hundreds > 0 {
        text.extend([digit(hundreds), '百']);
    }
    match (hundreds, tens) {
        (0, 0) => {}
        (0, 1) => text.push('十'),
        (_, 0) if ones > 0 => text.push('零'),
        (_, 0) => {}
        _ => text.extend([digit(tens), '十']),
    }
    if ones > 0 {
        text.push(digit(ones));
    }
    text
}

/// Reads what [`chinese`] writes; other spellings (二四, 廿四, 24) are not numbers of a heading.
#[must_use]
pub fn from_chinese(text: &str) -> Option<u16> {
    let (mut total, mut current) = (0_u16, 0_u16);
    for character in text.chars().take(8) {
        match character {
            '百' => total += std::mem::take(&mut current) * 100,
            '十' => total += std::mem::take(&mut current).max(1) * 10,
            _ => current = u16::try_from(DIGITS.iter().position(|digit| *digit == character)?).ok()?,
        }
    }
    let number = total + current;
    // Only the one proper spelling counts, so that a damaged heading is noticed instead of guessed at.
    (number > 0 && chinese(number) == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{chinese, from_chinese};

    #[test]
    fn every_number_up_to_999_is_read_back() {
        for number in 1..=999 {
            assert_eq!(from_chinese(&chinese(number)), Some(number), "{}", chinese(number));
        }
    }

    #[test]
    fn headings_are_written_as_laws_write_them() {
        let written = [(7, "七"), (10, "十"), (11, "十一"), (20, "二十"), (37, "三十七"), (101, "一百零一"), (110, "一百一十")];
        for (number, text) in written {
            assert_eq!(chinese(number), text);
        }
    }

    #[test]
    fn odd_spellings_are_not_numbers() {
        for text in ["", "零", "二四", "十十", "24", "廿四", "一十", "百", "第五", "九九九九百百百百"] {
            assert_eq!(from_chinese(text), None, "{text}");
        }
    }
}
