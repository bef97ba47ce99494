//! The product's own registers: who may use it, with which authority, proved how, and what was set.
//!
//! They are declared like every register and so have the same versions, the same one place that writes them and the same cover by the
//! ledger; but they are in no workbook, no duty is planned over them, and no rule of law names them.

automod::dir!(pub "src/system");
