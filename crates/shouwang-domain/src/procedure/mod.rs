//! The registers of matters on their way: what is applied for, whose turn it is, what was done, and the numbers that were given.
//!
//! They are declared like every register and so have the same versions, the same one place that writes them, the same cover by the ledger and
//! the same scopes; but they are in no workbook, no duty is planned over them, and no rule of law names them: only acts on a matter change
//! them. What is in them of [`crate::matter`] is decided there; this module decides nothing.

automod::dir!(pub "src/procedure");
