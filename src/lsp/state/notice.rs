//! The notice of a first opening: there are names, and no glossary to measure them against.

use std::collections::BTreeSet;
use std::sync::Arc;

use tower_lsp::lsp_types::MessageType;

use crate::ide::{Analysis, CorpusView, Lang};
use crate::lsp::session::Session;

/// Roots of corpora of which the person was told in this session.
#[derive(Default)]
pub(super) struct Notices {
    told: BTreeSet<Arc<str>>,
}

impl Notices {
    /// Tells of each corpus once, after all of it was read.
    pub fn look(&mut self, session: &Session, analysis: &Analysis) {
        if !session.caps.notice {
            return;
        }
        for view in analysis.corpora.iter().filter(|c| !c.loose && c.pending == 0) {
            let parts = &view.snapshot.parts;
            let broken = parts.glossary_files.iter().any(|g| g.file.broken);
            if !parts.glossary.is_empty() || broken || self.told.contains(&view.root) {
                continue;
            }
            let names = view.snapshot.names().len();
            if names > 0 {
                self.told.insert(view.root.clone());
                session.outbox.show(MessageType::INFO, words(view, names, session.caps.lang));
            }
        }
    }
}

fn words(view: &CorpusView, names: usize, lang: Lang) -> String {
    let folder = view.root.rsplit('/').next().unwrap_or_default();
    let word = if names == 1 { "name" } else { "names" };
    lang.pick(
        format!(
            "Dossier found {names} {word} in {folder}, and no glossary yet: the code action \"Write a first glossary\" makes one, and \
             `dossier init --dry-run` shows what would be in it."
        ),
        format!(
            "Dossier 在 {folder} 中找到 {names} 个名称，尚无名录：可用代码操作“生成初始名录”建立，或用 `dossier init --dry-run` 预览。"
        ),
        format!(
            "Dossier 在 {folder} 中找到 {names} 個名稱，尚無名錄：可用程式碼動作「產生初始名錄」建立，或用 `dossier init --dry-run` 預覽。"
        ),
    )
}
