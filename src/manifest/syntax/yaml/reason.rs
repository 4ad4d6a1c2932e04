//! What is wrong with YAML that cannot be read, in our words.

use std::borrow::Cow;

use granit_parser::ErrorKind;

/// Whether it is only more than is read.
pub(super) fn is_limit(kind: &ErrorKind) -> bool {
    matches!(kind, ErrorKind::RecursionLimitExceeded)
}

pub(super) fn of(kind: &ErrorKind) -> Cow<'static, str> {
    use ErrorKind as Kind;
    let reason = match kind {
        Kind::UnclosedFlowCollection { open } => {
            return format!("the `{open}` opened here is never closed").into();
        }
        Kind::MismatchedFlowCollectionEnd { open, close } => {
            return format!("`{close}` closes what `{open}` opened").into();
        }
        Kind::UnexpectedCharacter { character } => {
            return format!("the character {character:?} cannot start a value; quote the text")
                .into();
        }
        Kind::UnknownAnchor => {
            "the alias has no anchor before it; quote a text that starts with `*`"
        }
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar
        | Kind::TabAtBlockScalarStart => "a tab stands where only spaces may indent",
        Kind::MappingValueNotAllowed | Kind::InvalidColonPlacement => {
            "a colon and space where no key can be; quote the text, or close what is open above it"
        }
        Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::InvalidIndentation
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::MappingKeyNotAllowed
        | Kind::UnexpectedEndOfPlainScalar
        | Kind::ExpectedDocumentStart => "the line fits nothing above it; check its indentation",
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => {
            "a key without a colon, or one longer than a line or 1024 characters"
        }
        Kind::UnclosedQuotedScalar
        | Kind::DocumentIndicatorInQuotedScalar
        | Kind::InvalidQuotedScalarIndent => "the closing quote is missing",
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            "text follows a closing quote"
        }
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => {
            "an escape that YAML does not know; single quotes keep backslashes"
        }
        Kind::ExpectedFlowMappingSeparator => "a comma or `}` is missing",
        Kind::ExpectedFlowSequenceSeparator => "a comma or `]` is missing",
        Kind::MisplacedFlowCollectionEnd => "nothing is open that could close here",
        Kind::ZeroBlockScalarIndent
        | Kind::InvalidBlockScalarHeader
        | Kind::InvalidBlockScalarIndent => "the lines of the block are not indented as it says",
        Kind::MissingAnchorOrAliasName => {
            "a name is missing; quote a text that starts with `*` or `&`"
        }
        Kind::ExpectedTagBang
        | Kind::UndeclaredTagHandle
        | Kind::InvalidTagTerminator
        | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag
        | Kind::InvalidTagEscape => "the tag is none; quote a text that starts with `!`",
        Kind::BomInsideDocument => "a byte order mark stands inside the text",
        _ => "no value can be written like this",
    };
    reason.into()
}
