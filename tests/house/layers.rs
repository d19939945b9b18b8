//! Who may use whom, and who may touch the world.

use super::source::{Source, root, sources, tokens};

/// The layers, lowest first: a layer uses only those before it.
const LAYERS: [&str; 12] =
    ["text", "config", "glossary", "extract", "annotation", "corpus", "check", "ide", "exchange", "workspace", "lsp", "cli"];

/// Arrows that point down the list and are forbidden all the same.
const APART: [(&str, &str); 6] =
    [("exchange", "check"), ("exchange", "ide"), ("workspace", "check"), ("workspace", "ide"), ("workspace", "exchange"), ("cli", "lsp")];

/// Layers that touch files, terminals and sockets.
const WITH_IO: [&str; 3] = ["workspace", "lsp", "cli"];

fn may_use(layer: &str, other: &str) -> bool {
    let place = |l: &str| LAYERS.iter().position(|x| *x == l);
    match (place(layer), place(other)) {
        (Some(here), Some(there)) => there <= here && !APART.contains(&(layer, other)),
        // What is no layer is an item of the crate's root, which has none; a new folder must be added to the list.
        _ => false,
    }
}

/// The first segments of all paths from the crate's root that a source names, by `crate::` or by climbing with
/// `super::` past its own layer.
fn used(source: &Source) -> Vec<String> {
    let tokens = &source.tokens;
    let token = |i: usize| tokens.get(i).map_or("", String::as_str);
    let mut used = Vec::new();
    // Depth in braces at which each inline module (`mod tests { … }`) around this token began.
    let (mut braces, mut inline) = (0usize, Vec::new());
    let mut i = 0;
    while i < tokens.len() {
        match token(i) {
            "mod" if token(i + 2) == "{" => inline.push(braces),
            "{" => braces += 1,
            "}" => {
                braces -= 1;
                if inline.last() == Some(&braces) {
                    inline.pop();
                }
            }
            "crate" if token(i + 1) == "::" => used.extend(heads(tokens, i + 2)),
            "super" if token(i + 1) == "::" && token(i.wrapping_sub(1)) != "::" => {
                let mut hops = 1;
                while token(i + 2 * hops) == "super" && token(i + 2 * hops + 1) == "::" {
                    hops += 1;
                }
                if hops >= source.depth() + inline.len() {
                    used.extend(heads(tokens, i + 2 * hops));
                }
            }
            _ => {}
        }
        i += 1;
    }
    used
}

/// The first segment after `crate::`, or those in `crate::{a, b::{c, d}}`.
fn heads(tokens: &[String], start: usize) -> Vec<String> {
    if tokens.get(start).map(String::as_str) != Some("{") {
        return tokens.get(start).into_iter().cloned().collect();
    }
    let (mut depth, mut heads, mut fresh) = (0, Vec::new(), false);
    for token in &tokens[start..] {
        match token.as_str() {
            "{" => (depth, fresh) = (depth + 1, depth == 0),
            "}" => depth -= 1,
            "," => fresh = depth == 1,
            _ if fresh => {
                heads.push(token.clone());
                fresh = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

#[test]
fn no_arrow_points_against_the_list() {
    let mut wrong = Vec::new();
    for source in sources() {
        match source.layer() {
            "lib" => continue,
            "main" => {
                let named = |layer: &&str| source.has(&["dossier", "::", layer]);
                assert!(LAYERS.iter().filter(|l| named(l)).all(|l| ["lsp", "cli"].contains(l)), "main.rs is an entry, nothing else");
            }
            layer => {
                assert!(LAYERS.contains(&layer), "src/{}: {layer} is not in the list of layers", source.path);
                let arrows = used(&source).into_iter().filter(|other| !may_use(layer, other));
                wrong.extend(arrows.map(|other| format!("src/{}: {layer} uses {other}", source.path)));
            }
        }
    }
    assert!(wrong.is_empty(), "against the list of layers:\n{}", wrong.join("\n"));
}

#[test]
fn arrows_are_seen_in_every_spelling() {
    let of = |path: &str, text: &str| used(&Source { path: path.into(), text: String::new(), tokens: tokens(text) });
    assert_eq!(of("text/block.rs", "use crate::ide::Host;"), ["ide"]);
    assert_eq!(of("text/block.rs", "use crate::{config::{A, B}, lsp, text::Span};"), ["config", "lsp", "text"]);
    assert_eq!(of("text/block.rs", "use super::Span; fn f() { super::super::cli::main() }"), ["cli"]);
    assert_eq!(of("text/mod.rs", "use super::check; mod tests { use super::*; use super::super::corpus; }"), ["check", "corpus"]);
    assert!(may_use("lsp", "workspace") && !may_use("workspace", "ide") && !may_use("cli", "lsp") && !may_use("text", "config"));
}

#[test]
fn the_map_names_the_layers_in_order() {
    let map = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rows: Vec<&str> = map.lines().filter_map(|l| l.strip_prefix("//! | ")).filter_map(|l| l.split('`').nth(1)).collect();
    let built: Vec<&str> = LAYERS.into_iter().filter(|l| root().join("src").join(l).is_dir()).collect();
    assert_eq!(rows, built, "the table in src/lib.rs lists every layer there is, lowest first");
}

#[test]
fn only_lsp_knows_the_protocol() {
    for source in sources().iter().filter(|s| s.layer() != "lsp") {
        for word in ["tower_lsp", "lsp_types", "jsonrpc"] {
            assert!(!source.tokens.iter().any(|t| t == word), "src/{} names {word}", source.path);
        }
        for method in ["\"textDocument/", "\"workspace/", "\"window/", "\"$/"] {
            assert!(!source.text.contains(method), "src/{} names the protocol's method {method}", source.path);
        }
    }
}

#[test]
fn only_the_edges_do_io() {
    let forbidden: [&[&str]; 13] = [
        &["std", "::", "fs"],
        &["std", "::", "net"],
        &["std", "::", "io"],
        &["std", "::", "env"],
        &["std", "::", "process"],
        &["File", "::"],
        &["OpenOptions"],
        &["println", "!"],
        &["print", "!"],
        &["eprintln", "!"],
        &["eprint", "!"],
        &["dbg", "!"],
        &["tempfile"],
    ];
    for source in sources().iter().filter(|s| !WITH_IO.contains(&s.layer()) && s.layer() != "main") {
        for words in forbidden {
            assert!(!source.has(words), "src/{} does IO: {}", source.path, words.concat());
        }
    }
}

/// Article files are read in `workspace/disk.rs` and nowhere written. What writes is named here, and writes sidecars,
/// glossaries, configuration, baselines and exports.
#[test]
fn few_files_can_write() {
    let writing: [&[&str]; 11] = [
        &["fs", "::", "write"],
        &["fs", "::", "rename"],
        &["fs", "::", "remove_file"],
        &["fs", "::", "remove_dir_all"],
        &["fs", "::", "copy"],
        &["File", "::", "create"],
        &["File", "::", "options"],
        &["OpenOptions"],
        &["NamedTempFile"],
        &[".", "persist"],
        &["set_len"],
    ];
    let allowed = ["workspace/store.rs", "workspace/cache.rs", "cli/export.rs"];
    for source in sources() {
        let writes = writing.iter().find(|words| source.has(words));
        let outside_tests = source.text.split("#[cfg(test)]").next().unwrap_or("");
        let writes = writes.filter(|words| outside_tests.contains(&words.concat()));
        assert!(writes.is_none() || allowed.contains(&source.path.as_str()), "src/{} writes files: {writes:?}", source.path);
    }
}
