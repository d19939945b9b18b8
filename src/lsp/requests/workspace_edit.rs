//! Edits that `ide` proposes, as the protocol says them; or carried out here, where the client cannot.

use std::collections::HashMap;

use tower_lsp::lsp_types::*;

use crate::ide::{Document, FileEdit, SidecarWrite, SourceChange};
use crate::lsp::session::Query;
use crate::lsp::state::{Errand, Happened};
use crate::workspace;

/// The text edits of a change as a `WorkspaceEdit`; none where the client cannot hold them (it creates no files, or a
/// file is not in the analysis any more).
pub fn convert(query: &Query, change: &SourceChange) -> Option<WorkspaceEdit> {
    if !query.caps().document_changes {
        let mut changes = HashMap::new();
        for file in &change.files {
            if file.create {
                return None;
            }
            changes.insert(query.session.uri(&file.path)?, text_edits(query, file)?);
        }
        return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let confirm = query.caps().change_annotations && change.files.iter().any(|f| f.needs_confirmation);
    let mut operations = Vec::new();
    for file in &change.files {
        let uri = query.session.uri(&file.path)?;
        if file.create {
            if !query.caps().create_files {
                return None;
            }
            let options = Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) });
            let create = CreateFile { uri: uri.clone(), options, annotation_id: None };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
        }
        let edits = text_edits(query, file)?.into_iter().map(|edit| {
            if confirm && file.needs_confirmation {
                OneOf::Right(AnnotatedTextEdit { text_edit: edit, annotation_id: CONFIRM.into() })
            } else {
                OneOf::Left(edit)
            }
        });
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: version(query, file) };
        operations.push(DocumentChangeOperation::Edit(TextDocumentEdit { text_document, edits: edits.collect() }));
    }
    let annotation = ChangeAnnotation {
        label: "Changes beyond the open file".into(),
        needs_confirmation: Some(true),
        description: Some("Look at each place before applying.".into()),
    };
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        change_annotations: confirm.then(|| HashMap::from([(CONFIRM.to_owned(), annotation)])),
        ..WorkspaceEdit::default()
    })
}

const CONFIRM: &str = "dossier/confirm";

/// The version of the text that spans belong to, not the client's last one: it refuses the edit when its document is
/// another one by now.
fn version(query: &Query, file: &FileEdit) -> Option<i32> {
    file.version.or_else(|| query.document(&file.path)?.version())
}

fn text_edits(query: &Query, file: &FileEdit) -> Option<Vec<TextEdit>> {
    if file.create {
        let edit = |(_, new_text): &(_, String)| TextEdit { range: Range::default(), new_text: new_text.clone() };
        return Some(file.edits.iter().map(edit).collect());
    }
    let lines = query.lines(&file.path)?;
    Some(file.edits.iter().map(|(span, text)| TextEdit { range: query.range(&lines, *span), new_text: text.clone() }).collect())
}

/// Carries a change out as far as this side can: sidecars by the store, and text by an atomic write where the client
/// applies no edits or creates no files. What is left is the edit that the client is to apply. The error is a sentence.
pub fn carry_out(query: &Query, change: &SourceChange) -> Result<Option<WorkspaceEdit>, String> {
    for SidecarWrite { article, layer, record } in &change.sidecar {
        workspace::append_record(article, layer, record).map_err(|e| e.to_string())?;
        let path = format!("{article}.{layer}.annot.jsonl").into();
        query.session.scout.send(Errand::Watched(vec![(path, Happened::Changed)]));
    }
    if change.files.is_empty() {
        return Ok(None);
    }
    let edit = convert(query, change).filter(|_| query.caps().apply_edit);
    if edit.is_none() {
        change.files.iter().try_for_each(|file| write(query, file))?;
    }
    Ok(edit)
}

fn write(query: &Query, file: &FileEdit) -> Result<(), String> {
    if file.create {
        let text: String = file.edits.iter().map(|(_, text)| text.as_str()).collect();
        workspace::write_new(&file.path, &text).map_err(|e| e.to_string())?;
        query.session.scout.send(Errand::Watched(vec![(file.path.clone(), Happened::Created)]));
        return Ok(());
    }
    let document = query.document(&file.path).ok_or_else(|| format!("{} is not known any more", file.path))?;
    if matches!(document, Document::Article(_)) {
        return Err(format!("{} is an article; articles are changed by the editor alone", file.path));
    }
    let before = document.text().ok_or_else(|| format!("{} is not known any more", file.path))?;
    let mut after = before.to_string();
    for (span, text) in file.edits.iter().rev() {
        if after.get(span.range()).is_none() {
            return Err(format!("{} changed meanwhile; nothing was written", file.path));
        }
        after.replace_range(span.range(), text);
    }
    workspace::write_over(&file.path, before, &after).map_err(|e| e.to_string())?;
    query.session.scout.send(Errand::Watched(vec![(file.path.clone(), Happened::Changed)]));
    Ok(())
}
