//! What the client can do, read once from its capabilities. Whatever it does not mention, it cannot.

use serde_json::Value;
use tower_lsp::ls_types::{
    ClientCapabilities, CompletionItemTag, DiagnosticTag, InsertTextMode, MarkupKind, PositionEncodingKind,
};

use super::settings::section;
use crate::text::Encoding;

/// The command of the client that types a line into a terminal, without pressing Enter.
pub(super) const RUN_IN_TERMINAL: &str = "podls.runInTerminal";

/// The client's abilities, as far as this server makes a difference by them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a list of independent yes or no answers is what this is")]
pub(super) struct Editor {
    /// The unit of columns, chosen by us among those offered.
    pub(super) encoding: Encoding,
    /// Whether it offered a choice, and so understands the answer.
    pub(super) encoding_offered: bool,
    /// It asks for diagnostics; they are not pushed then.
    pub(super) pulls: bool,
    /// It can be told to ask again.
    pub(super) refreshes: bool,
    /// It looks at the version that diagnostics are for.
    pub(super) versions: bool,
    /// It shows places related to a diagnostic.
    pub(super) related: bool,
    /// It draws these tags of diagnostics.
    pub(super) unnecessary: bool,
    /// See `unnecessary`.
    pub(super) deprecated: bool,
    /// It links the code of a diagnostic to its page.
    pub(super) code_links: bool,
    /// It answers `workspace/configuration`.
    pub(super) configuration: bool,
    /// It wants to be asked to tell of changed settings.
    pub(super) registers_configuration: bool,
    /// It tells of changed files where asked to.
    pub(super) watches: bool,
    /// It renders Markdown in hovers.
    pub(super) hover_markdown: bool,
    /// It renders Markdown beside completions.
    pub(super) completion_markdown: bool,
    /// It asks for the documentation of a completion when it shows it.
    pub(super) completion_resolves: bool,
    /// It shows details beside the label of a completion.
    pub(super) label_details: bool,
    /// It strikes deprecated completions through, by tag.
    pub(super) completion_tags: bool,
    /// It does so by the older flag.
    pub(super) completion_deprecated: bool,
    /// It can be told to leave the indentation of inserted lines alone.
    pub(super) insert_as_is: bool,
    /// It can be told to indent them as deep as the line they begin on.
    pub(super) insert_adjusted: bool,
    /// It takes snippets as completions.
    pub(super) snippets: bool,
    /// It takes code actions rather than commands.
    pub(super) actions: bool,
    /// It asks for the edit of a code action when it is chosen.
    pub(super) resolves_edits: bool,
    /// It takes snippets as edits, and edits that name their version.
    pub(super) snippet_edits: bool,
    /// It takes edits that name the version they are for.
    pub(super) document_changes: bool,
    /// It takes links to definitions, which say what they are about.
    pub(super) definition_links: bool,
    /// It asks whether something can be renamed.
    pub(super) prepares_rename: bool,
    /// It shows symbols as a tree.
    pub(super) symbol_tree: bool,
    /// It shows hints between the lines.
    pub(super) hints: bool,
    /// It can be told to ask for hints again.
    pub(super) refreshes_hints: bool,
    /// It can be told to ask for lenses again.
    pub(super) refreshes_lenses: bool,
    /// It has the command [`RUN_IN_TERMINAL`].
    pub(super) terminal: bool,
    /// It takes no more folds than these.
    pub(super) fold_limit: Option<u32>,
}

impl Editor {
    /// Reads the capabilities of a client of LSP 3.16 or later. Its own commands it names under
    /// `experimental.commands.commands`, or in the `options` it starts the server with under `commands`.
    pub(super) fn new(client: &ClientCapabilities, options: Option<&Value>) -> Self {
        let workspace = client.workspace.as_ref();
        let document = client.text_document.as_ref();
        let offered = client.general.as_ref().and_then(|general| general.position_encodings.as_deref());
        let push = document.and_then(|document| document.publish_diagnostics.as_ref());
        let pull = document.and_then(|document| document.diagnostic.as_ref());
        let tags = push.and_then(|push| push.tag_support.as_ref()).map(|tags| tags.value_set.as_slice());
        let changes = workspace.and_then(|workspace| workspace.did_change_configuration.as_ref());
        let watched = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let refresh = workspace.and_then(|workspace| workspace.diagnostics.as_ref());
        let hover = document.and_then(|document| document.hover.as_ref());
        let completion = document.and_then(|document| document.completion.as_ref());
        let item = completion.and_then(|completion| completion.completion_item.as_ref());
        let modes = item.and_then(|item| item.insert_text_mode_support.as_ref());
        let lazy = item.and_then(|item| item.resolve_support.as_ref());
        let item_tags = item.and_then(|item| item.tag_support.as_ref());
        let actions = document.and_then(|document| document.code_action.as_ref());
        let definition = document.and_then(|document| document.definition.as_ref());
        let rename = document.and_then(|document| document.rename.as_ref());
        let symbols = document.and_then(|document| document.document_symbol.as_ref());
        let folds = document.and_then(|document| document.folding_range.as_ref());
        let commands = client.experimental.as_ref().and_then(|own| own.pointer("/commands/commands"));
        let options = options.map(section).and_then(|options| options.get("commands"));
        let has_terminal = |list: Option<&Value>| {
            list.and_then(Value::as_array).is_some_and(|list| list.iter().any(|name| name == RUN_IN_TERMINAL))
        };
        let yes = |answer: Option<bool>| answer.unwrap_or_default();
        Self {
            encoding: encoding(offered.unwrap_or_default()),
            encoding_offered: offered.is_some(),
            pulls: pull.is_some(),
            refreshes: yes(refresh.and_then(|refresh| refresh.refresh_support)),
            versions: yes(push.and_then(|push| push.version_support)),
            related: yes(push.and_then(|push| push.related_information))
                || yes(pull.and_then(|pull| pull.related_information)),
            unnecessary: tags.is_some_and(|tags| tags.contains(&DiagnosticTag::UNNECESSARY)),
            deprecated: tags.is_some_and(|tags| tags.contains(&DiagnosticTag::DEPRECATED)),
            code_links: yes(push.and_then(|push| push.code_description_support))
                || yes(pull.and_then(|pull| pull.code_description_support)),
            configuration: yes(workspace.and_then(|workspace| workspace.configuration)),
            registers_configuration: yes(changes.and_then(|changes| changes.dynamic_registration)),
            watches: yes(watched.and_then(|watched| watched.dynamic_registration)),
            hover_markdown: markdown(hover.and_then(|hover| hover.content_format.as_deref())),
            completion_markdown: markdown(item.and_then(|item| item.documentation_format.as_deref())),
            completion_resolves: lazy.is_some_and(|lazy| lazy.properties.iter().any(|name| name == "documentation")),
            label_details: yes(item.and_then(|item| item.label_details_support)),
            completion_tags: item_tags.is_some_and(|tags| tags.value_set.contains(&CompletionItemTag::DEPRECATED)),
            completion_deprecated: yes(item.and_then(|item| item.deprecated_support)),
            insert_as_is: modes.is_some_and(|modes| modes.value_set.contains(&InsertTextMode::AS_IS)),
            insert_adjusted: modes.is_some_and(|modes| modes.value_set.contains(&InsertTextMode::ADJUST_INDENTATION)),
            snippets: yes(item.and_then(|item| item.snippet_support)),
            actions: actions.is_some_and(|actions| actions.code_action_literal_support.is_some()),
            resolves_edits: actions.is_some_and(|actions| {
                let resolve = actions.resolve_support.as_ref();
                yes(actions.data_support)
                    && resolve.is_some_and(|resolve| resolve.properties.iter().any(|name| name == "edit"))
            }),
            snippet_edits: client.experimental.as_ref().is_some_and(|newer| newer.get("podlsSnippetEdits").is_some())
                && yes(edits.and_then(|edits| edits.document_changes)),
            document_changes: yes(edits.and_then(|edits| edits.document_changes)),
            definition_links: yes(definition.and_then(|definition| definition.link_support)),
            prepares_rename: yes(rename.and_then(|rename| rename.prepare_support)),
            symbol_tree: yes(symbols.and_then(|symbols| symbols.hierarchical_document_symbol_support)),
            hints: document.is_some_and(|document| document.inlay_hint.is_some()),
            refreshes_hints: yes(workspace.and_then(|all| all.inlay_hint.as_ref()?.refresh_support)),
            refreshes_lenses: yes(workspace.and_then(|all| all.code_lens.as_ref()?.refresh_support)),
            terminal: has_terminal(commands) || has_terminal(options),
            fold_limit: folds.and_then(|folds| folds.range_limit),
        }
    }
}

/// Bytes where the client can count them, for they cost nothing here; else what every client can count.
fn encoding(offered: &[PositionEncodingKind]) -> Encoding {
    let offers = |encoding| offered.contains(&encoding);
    if offers(PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if offers(PositionEncodingKind::UTF32) && !offers(PositionEncodingKind::UTF16) {
        Encoding::Utf32
    } else {
        Encoding::Utf16
    }
}

/// The list is in the client's order of preference.
fn markdown(formats: Option<&[MarkupKind]>) -> bool {
    formats.and_then(<[MarkupKind]>::first) == Some(&MarkupKind::Markdown)
}
