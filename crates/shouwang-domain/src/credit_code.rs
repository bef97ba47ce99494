//! The unified social credit code of 18 characters (GB 32100-2015) and the organisation code inside it (GB 11714-1997).
//!
//! Only the arithmetic of their check characters; whether a body of that code exists is not known here.

/// The characters of a code, in the order of their values. I, O, Z, S and V are left out, since they look like digits.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH: usize = 18;

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeError {
    /// Not 18 characters.
    #[error("a unified social credit code has 18 characters, this one has {chars}")]
    Length {
        /// How many there are.
        chars: usize,
    },
    /// A character that no code contains.
    #[error("character {position} is {found:?}; a code is made of digits and capital letters without I, O, S, V and Z")]
    Character {
        /// Counted from 1.
        position: usize,
        /// What stands there.
        found: char,
    },
    /// The last character does not fit the others.
    #[error("character 18, which checks all others, is {found:?} but should be {expected:?}; one of the characters is wrong")]
    Check {
        /// What the seventeen characters before it ask for.
        expected: char,
        /// What stands there.
        found: char,
    },
}

impl CreditCodeError {
    /// The same in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            CreditCodeError::Length { chars } => format!("统一社会信用代码应为18位，现为{chars}位"),
            CreditCodeError::Character { position, found } => {
                format!("第{position}位是“{found}”：代码只含数字和除I、O、S、V、Z以外的大写字母")
            }
            CreditCodeError::Check { expected, found } => {
                format!("第18位（校验码）是“{found}”，应为“{expected}”：其中有一位填错")
            }
        }
    }
}

/// Checks a code: length, characters, and the check character, which finds every single wrong character.
///
/// The organisation code's own check character (the 17th) is not asked for: the last one already finds every single wrong character, and
/// a code that its issuer printed must not be refused here.
///
/// # Errors
/// What is wrong, with the position of a character that cannot be.
pub fn check(code: &str) -> Result<(), CreditCodeError> {
    let characters: Vec<char> = code.chars().collect();
    if characters.len() != LENGTH {
        return Err(CreditCodeError::Length { chars: characters.len() });
    }
    if let Some((at, &found)) = characters.iter().enumerate().find(|(_, character)| value(**character).is_none()) {
        return Err(CreditCodeError::Character { position: at + 1, found });
    }
    let found = characters[LENGTH - 1];
    match check_character(&code[..LENGTH - 1]) {
        Some(expected) if expected != found => Err(CreditCodeError::Check { expected, found }),
        _ => Ok(()),
    }
}

/// The 18th character for the seventeen before it; `None` when they are not seventeen characters of the code's alphabet.
#[must_use]
pub fn check_character(first_seventeen: &str) -> Option<char> {
    let mut sum = 0;
    let mut weight = 1;
    for character in first_seventeen.chars() {
        sum += value(character)? * weight;
        weight = weight * 3 % 31;
    }
    let at = (31 - sum % 31) % 31;
    (first_seventeen.chars().count() == LENGTH - 1).then(|| char::from(ALPHABET[at]))
}

/// The ninth character of an organisation code (characters 9 to 17 of the credit code) for the eight before it; `None` when they are not eight characters of the alphabet.
#[must_use]
pub fn organisation_check_character(first_eight: &str) -> Option<char> {
    const WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let mut sum = 0;
    for (character, weight) in first_eight.chars().zip(WEIGHTS) {
        sum += organisation_value(character)? * weight;
    }
    let check = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from(ALPHABET[digit]),
    };
    (first_eight.chars().count() == WEIGHTS.len()).then_some(check)
}

/// The value of a character in the credit code.
fn value(character: char) -> Option<usize> {
    ALPHABET.iter().position(|known| char::from(*known) == character)
}

/// The value of a character in the older organisation code, where the letters count on through the alphabet without gaps.
fn organisation_value(character: char) -> Option<usize> {
    let value = character.to_digit(36).filter(|_| !character.is_ascii_lowercase())?;
    usize::try_from(value).ok()
}
