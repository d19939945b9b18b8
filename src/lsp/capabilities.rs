//! What the client can do, resolved once from its answer sheet.

use tower_lsp::lsp_types::*;

use crate::ide::Lang;
use crate::text::Encoding;

/// What this client can do. Everything that differs between clients is decided by one of these.
#[derive(Clone, Debug)]
pub struct ClientCaps {
    /// How columns are counted: the first of utf-8 and utf-32 in the client's order, else utf-16.
    pub encoding: Encoding,
    /// The language of messages, by `locale`.
    pub lang: Lang,
    /// It asks for diagnostics itself, and can be told to ask again; then none are pushed.
    pub pull_diagnostics: bool,
    /// Diagnostics may point to other places.
    pub related_information: bool,
    pub code_description: bool,
    /// Diagnostics give their `data` back with a code action request.
    pub diagnostic_data: bool,
    pub diagnostic_tags: bool,
    /// Definitions may be `LocationLink`s, which say where a passage ends.
    pub definition_links: bool,
    pub declaration_links: bool,
    pub type_definition_links: bool,
    pub hierarchical_symbols: bool,
    /// Hover text may be Markdown, and the client prefers it to plain text.
    pub markdown_hover: bool,
    pub code_action_literals: bool,
    /// Edits of code actions may be left to `codeAction/resolve`.
    pub resolve_edit: bool,
    pub preferred_actions: bool,
    /// Edits carry versions and may create files.
    pub document_changes: bool,
    pub create_files: bool,
    pub change_annotations: bool,
    pub apply_edit: bool,
    pub prepare_rename: bool,
    /// The card of a completion may be Markdown, and the client prefers it to plain text.
    pub markdown_completion: bool,
    /// Completions may say more beside the label.
    pub label_details: bool,
    pub configuration: bool,
    pub configuration_registration: bool,
    pub watch_registration: bool,
    pub relative_patterns: bool,
    pub folder_changes: bool,
    pub progress: bool,
    /// It can be asked to show a place in a document.
    pub show_document: bool,
    /// It puts a question to the person and gives the answer.
    pub questions: bool,
    pub semantic_refresh: bool,
    pub inlay_refresh: bool,
    /// Names of semantic token types the client lists; others fall back to standard ones.
    pub token_types: Vec<String>,
    pub token_modifiers: Vec<String>,
    /// Folds span whole lines.
    pub line_folding_only: bool,
    /// `initializationOptions.statusNotification`: it wants `dossier/status`.
    pub status: bool,
    /// `initializationOptions.notice` is not `false`: a person is told of a first opening.
    pub notice: bool,
}

impl ClientCaps {
    pub fn new(params: &InitializeParams) -> ClientCaps {
        let caps = &params.capabilities;
        let text = caps.text_document.clone().unwrap_or_default();
        let workspace = caps.workspace.clone().unwrap_or_default();
        let window = caps.window.clone().unwrap_or_default();
        let yes = |flag: Option<bool>| flag == Some(true);
        let links = |goto: &Option<GotoCapability>| goto.as_ref().is_some_and(|g| yes(g.link_support));
        let publish = text.publish_diagnostics.unwrap_or_default();
        let actions = text.code_action.unwrap_or_default();
        let edits = workspace.workspace_edit.unwrap_or_default();
        let watched = workspace.did_change_watched_files.unwrap_or_default();
        let tokens = text.semantic_tokens.unwrap_or_default();
        // One article's edit changes another's findings. A client that cannot be told to ask again would show old ones
        // until the person types: it is pushed them instead.
        let pull_diagnostics = text.diagnostic.is_some() && workspace.diagnostic.is_some_and(|d| yes(d.refresh_support));
        let item = text.completion.and_then(|c| c.completion_item).unwrap_or_default();
        let option = |key: &str| params.initialization_options.as_ref()?.get(key)?.as_bool();
        ClientCaps {
            encoding: encoding(caps),
            lang: Lang::of_locale(params.locale.as_deref().unwrap_or_default()),
            pull_diagnostics,
            // Clients that pull list what a diagnostic may hold under the capability of pushed ones.
            related_information: yes(publish.related_information),
            code_description: yes(publish.code_description_support),
            diagnostic_data: yes(publish.data_support),
            diagnostic_tags: publish.tag_support.is_some(),
            definition_links: links(&text.definition),
            declaration_links: links(&text.declaration),
            type_definition_links: links(&text.type_definition),
            hierarchical_symbols: text.document_symbol.is_some_and(|s| yes(s.hierarchical_document_symbol_support)),
            markdown_hover: text.hover.and_then(|h| h.content_format).is_some_and(|f| f.first() == Some(&MarkupKind::Markdown)),
            code_action_literals: actions.code_action_literal_support.is_some(),
            resolve_edit: yes(actions.data_support) && actions.resolve_support.is_some_and(|r| r.properties.iter().any(|p| p == "edit")),
            preferred_actions: yes(actions.is_preferred_support),
            document_changes: yes(edits.document_changes),
            create_files: edits.resource_operations.is_some_and(|o| o.contains(&ResourceOperationKind::Create)),
            change_annotations: edits.change_annotation_support.is_some(),
            apply_edit: yes(workspace.apply_edit),
            prepare_rename: text.rename.is_some_and(|r| yes(r.prepare_support)),
            markdown_completion: item.documentation_format.is_some_and(|f| f.first() == Some(&MarkupKind::Markdown)),
            label_details: yes(item.label_details_support),
            configuration: yes(workspace.configuration),
            configuration_registration: workspace.did_change_configuration.is_some_and(|c| yes(c.dynamic_registration)),
            watch_registration: yes(watched.dynamic_registration),
            relative_patterns: yes(watched.relative_pattern_support),
            folder_changes: yes(workspace.workspace_folders),
            progress: yes(window.work_done_progress),
            show_document: window.show_document.is_some_and(|s| s.support),
            questions: window.show_message.is_some_and(|s| s.message_action_item.is_some()),
            semantic_refresh: workspace.semantic_tokens.is_some_and(|s| yes(s.refresh_support)),
            inlay_refresh: workspace.inlay_hint.is_some_and(|i| yes(i.refresh_support)),
            token_types: tokens.token_types.iter().map(|t| t.as_str().to_owned()).collect(),
            token_modifiers: tokens.token_modifiers.iter().map(|m| m.as_str().to_owned()).collect(),
            line_folding_only: text.folding_range.is_some_and(|f| yes(f.line_folding_only)),
            status: option("statusNotification") == Some(true),
            notice: option("notice") != Some(false),
        }
    }
}

fn encoding(caps: &ClientCapabilities) -> Encoding {
    let offered = caps.general.as_ref().and_then(|g| g.position_encodings.as_deref()).unwrap_or_default();
    let known = |kind: &PositionEncodingKind| match kind.as_str() {
        "utf-8" => Some(Encoding::Utf8),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    };
    offered.iter().find_map(known).unwrap_or(Encoding::Utf16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn caps(params: serde_json::Value) -> ClientCaps {
        ClientCaps::new(&serde_json::from_value(params).expect("the test's own JSON"))
    }

    #[test]
    fn the_first_encoding_that_needs_no_surrogates_is_taken() {
        let cases = [
            (json!([]), Encoding::Utf16),
            (json!(["utf-16"]), Encoding::Utf16),
            (json!(["utf-16", "utf-32", "utf-8"]), Encoding::Utf32),
            (json!(["utf-8", "utf-32", "utf-16"]), Encoding::Utf8),
            (json!(["utf-7"]), Encoding::Utf16),
        ];
        for (offered, expected) in cases {
            assert_eq!(caps(json!({"capabilities": {"general": {"positionEncodings": offered}}})).encoding, expected, "{offered}");
        }
        assert_eq!(caps(json!({"capabilities": {}})).encoding, Encoding::Utf16);
    }

    #[test]
    fn a_client_that_says_nothing_can_do_nothing() {
        let bare = caps(json!({"capabilities": {}}));
        assert!(!bare.pull_diagnostics && !bare.markdown_hover && !bare.definition_links && !bare.progress && !bare.status && bare.notice);
        let able = caps(json!({
            "locale": "zh-TW",
            "initializationOptions": {"statusNotification": true, "notice": false},
            "capabilities": {"textDocument": {"hover": {"contentFormat": ["markdown", "plaintext"]}, "diagnostic": {}},
                             "workspace": {"diagnostic": {"refreshSupport": true}}}
        }));
        assert!(able.pull_diagnostics && able.markdown_hover && able.status && !able.notice);
        assert_eq!(able.lang, Lang::Hant);
        let deaf = caps(json!({"capabilities": {"textDocument": {"diagnostic": {}}}}));
        assert!(!deaf.pull_diagnostics, "what it asked for once would grow old");
        let plain = caps(json!({"capabilities": {"textDocument": {"hover": {"contentFormat": ["plaintext", "markdown"]}}}}));
        assert!(!plain.markdown_hover, "the order is the preference");
    }
}
