//! Quotations: their marks and blocks, and what an attribution may be used for.

pub(in crate::prose) mod block_quote;
pub(in crate::prose) mod mark;
pub(in crate::prose) mod meaning;
pub(in crate::prose) mod quotation;
pub(in crate::prose) mod stretch;
pub(in crate::prose) mod weight;
