//! From Rust names to identifiers and English words.

/// `InformationSystem` becomes `information_system`; a digit stays with the letters before it.
pub(crate) fn snake_case(camel: &str) -> String {
    let mut snake = String::new();
    for letter in camel.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// `used_on` becomes `Used on`.
pub(crate) fn sentence_case(snake: &str) -> String {
    let words = snake.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_struct_name_becomes_a_table_name_and_words() {
        assert_eq!(snake_case("InformationSystem"), "information_system");
        assert_eq!(snake_case("Unit"), "unit");
        assert_eq!(sentence_case("information_system"), "Information system");
    }
}
