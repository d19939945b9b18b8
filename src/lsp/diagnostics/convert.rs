//! One finding as a diagnostic.

use serde_json::{Value, json};
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, NumberOrString, Url,
};

use crate::check::{Data, Finding};
use crate::config::Severity;
use crate::ide::Analysis;
use crate::lsp::convert;
use crate::lsp::session::{Session, location};
use crate::text::LineIndex;

/// Who reports.
pub const SOURCE: &str = "dossier";

pub fn diagnostic(session: &Session, analysis: &Analysis, lines: &LineIndex, finding: &Finding) -> Diagnostic {
    let caps = &session.caps;
    let related = || {
        let one = |r: &crate::check::Related| {
            let location = location(session, analysis, &r.place.path, r.place.span)?;
            Some(DiagnosticRelatedInformation { location, message: r.message.clone() })
        };
        finding.related.iter().filter_map(one).collect::<Vec<_>>()
    };
    Diagnostic {
        range: convert::range(lines, finding.place.span, caps.encoding),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code.into())),
        code_description: caps.code_description.then(|| rule_page(finding.code)).flatten().map(|href| CodeDescription { href }),
        source: Some(SOURCE.into()),
        message: finding.message.clone(),
        related_information: caps.related_information.then(related).filter(|r| !r.is_empty()),
        tags: (caps.diagnostic_tags && finding.code.ends_with("/unused")).then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: if caps.diagnostic_data { data(finding) } else { None },
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Hint => DiagnosticSeverity::HINT,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Error => DiagnosticSeverity::ERROR,
    }
}

/// The rule's page in the repository's documentation; none as long as the package names no repository.
fn rule_page(code: &str) -> Option<Url> {
    let repository = env!("CARGO_PKG_REPOSITORY");
    if repository.is_empty() { None } else { Url::parse(&format!("{repository}/blob/main/docs/rules/{code}.md")).ok() }
}

/// What fixes need to know: the client gives it back with a code action request.
fn data(finding: &Finding) -> Option<Value> {
    match &finding.data {
        Data::None => None,
        Data::Name(name) => Some(json!({
            "type": name.kind.as_str(),
            "name": &*name.name,
            "entity": name.entity.as_deref(),
            "candidates": name.candidates.iter().map(|c| c.as_str()).collect::<Vec<_>>(),
        })),
        Data::Claim { key, values } => Some(json!({ "key": &**key, "values": values })),
    }
}
