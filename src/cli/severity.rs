//! What severities are called.

use crate::workspace::Severity;

/// The name by which a severity is configured and printed.
pub(super) fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Off => "off",
        Severity::Hint => "hint",
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
