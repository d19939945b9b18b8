//! What silences a finding: `dossier.toml`, inline directives, `accept` records.
