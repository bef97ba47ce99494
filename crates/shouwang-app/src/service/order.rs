//! The orders that a list offers, by their names: `due`, or `-due` for the greatest first.

use shouwang_storage::query::Sort;

use crate::problem::{AppError, ProblemCode};

/// The order that was asked for by its name, and whether it is turned round.
///
/// # Errors
/// When the list has no order of this name; those that it has are said.
pub fn named_order<T: Copy>(asked: &str, orders: &[(&str, T)]) -> Result<(T, bool), AppError> {
    let (name, descending) = asked.strip_prefix('-').map_or((asked, false), |name| (name, true));
    let found = orders.iter().find(|(known, _)| *known == name);
    found.map(|(_, order)| (*order, descending)).ok_or_else(|| {
        let known: Vec<_> = orders.iter().map(|(name, _)| *name).collect();
        AppError::new(ProblemCode::BadParameter, "参数有误", "A parameter is wrong").at(
            "sort",
            format!("没有这种排序；可用：{}，前加“-”为倒序", known.join("、")),
            format!("there is no such order; there are: {}, with a hyphen before it the other way round", known.join(", ")),
        )
    })
}

/// The order by a field of rows that was asked for by its name; rows that are alike in it come by their codes, the same way round.
///
/// # Errors
/// As [`named_order`].
pub(super) fn row_order(asked: &str, orders: &[(&str, &str)]) -> Result<Vec<Sort>, AppError> {
    let (field, descending) = named_order(asked, orders)?;
    let fields = if field == "code" { vec![field] } else { vec![field, "code"] };
    Ok(fields.into_iter().map(|field| Sort { field: field.to_owned(), descending }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_found_by_its_name_and_turned_round_by_a_hyphen() {
        let orders = [("due", 1), ("number", 2)];
        assert_eq!(named_order("due", &orders).unwrap(), (1, false));
        assert_eq!(named_order("-number", &orders).unwrap(), (2, true));
        let refused = named_order("colour", &orders).unwrap_err();
        assert!(refused.fields[0].detail.en.contains("due, number"), "{refused:?}");
    }
}
