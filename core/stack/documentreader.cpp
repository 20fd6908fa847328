// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/documentreader.h"

#include "core/stack/elementreader.h"
#include "core/stack/problemlist.h"
#include "core/stack/stackname.h"
#include "core/stack/suggest.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace creact {

namespace {

QString jsonErrorCode(JsonError::Code code)
{
    switch (code) {
    case JsonError::Code::Empty:
        return QStringLiteral("empty_document");
    case JsonError::Code::Syntax:
        return QStringLiteral("json_syntax");
    case JsonError::Code::InvalidUtf8:
        return QStringLiteral("invalid_utf8");
    case JsonError::Code::TooDeep:
        return QStringLiteral("too_deep");
    case JsonError::Code::TooLarge:
        return QStringLiteral("too_large");
    case JsonError::Code::DuplicateKey:
        return QStringLiteral("duplicate_key");
    case JsonError::Code::NumberRange:
        return QStringLiteral("number_range");
    }
    return QStringLiteral("json_syntax");
}

QString jsonErrorHint(JsonError::Code code)
{
    switch (code) {
    case JsonError::Code::Empty:
        return QStringLiteral("The least document is {\"creact\": 1, \"stack\": \"my-stack\", "
                              "\"children\": []}.");
    case JsonError::Code::DuplicateKey:
        return QStringLiteral("Keep one of the two.");
    case JsonError::Code::InvalidUtf8:
        return QStringLiteral("Save the file as UTF-8.");
    default:
        return {};
    }
}

Problem toProblem(const JsonError &error, const JsonDocument &source, const QString &fileName)
{
    const LineColumn at = source.lineColumn(error.offset);
    return {Problem::Severity::Error,
            jsonErrorCode(error.code),
            error.message,
            jsonErrorHint(error.code),
            fileName,
            {},
            at.line,
            at.column};
}

/// Reads what stands at the top of a document; elements are ElementReader's.
class TopReader {
public:
    TopReader(const JsonNode &root, ProblemList &problems)
        : m_root(root)
        , m_problems(problems)
        , m_elements(problems)
    {
    }

    /// False: nothing of this document can be read.
    bool read(StackDocument &document)
    {
        if (!m_elements.expectObject(m_root, {}, QStringLiteral("A stack document")))
            return false;
        if (!readVersion())
            return false;
        m_elements.checkKeys(m_root, {},
                             {QStringLiteral("creact"), QStringLiteral("stack"),
                              QStringLiteral("components"), QStringLiteral("children"),
                              QStringLiteral("note")},
                             QStringLiteral("A stack document"));
        readName(document);
        m_elements.readNote(m_root, {}, nullptr);
        if (const JsonNode *components = m_root.find(u"components"))
            readComponents(*components, document);
        if (m_elements.require(m_root, {}, QStringLiteral("children"),
                               QStringLiteral("A stack document")))
            m_elements.readElements(*m_root.find(u"children"), QStringLiteral("/children"),
                                    document.children);
        return true;
    }

private:
    bool readVersion()
    {
        const QString pointer = QStringLiteral("/creact");
        const JsonNode *version = m_root.find(u"creact");
        if (!version) {
            m_problems.error({},
                             {QStringLiteral("missing_key"),
                              QStringLiteral("A stack document needs the key \"creact\"."),
                              QStringLiteral("Add \"creact\": 1, the version of the format.")});
            return true;
        }
        const double number = version->toDouble();
        if (!version->isNumber() || number < 1 || number != static_cast<int>(number)) {
            m_problems.error(pointer,
                             {QStringLiteral("bad_version"),
                              QStringLiteral("\"creact\" is no version of the document format."),
                              QStringLiteral("Write \"creact\": 1.")});
            return true;
        }
        if (number > stackDocumentVersion) {
            m_problems.error(
                pointer,
                {QStringLiteral("newer_version"),
                 QStringLiteral("This document has format %1; this program reads up to %2.")
                     .arg(version->text)
                     .arg(stackDocumentVersion),
                 QStringLiteral("Open it with a newer CReact Studio.")});
            return false;
        }
        return true;
    }

    void readName(StackDocument &document)
    {
        if (!m_elements.require(m_root, {}, QStringLiteral("stack"),
                                QStringLiteral("A stack document")))
            return;
        const QString pointer = QStringLiteral("/stack");
        const JsonNode &name = *m_root.find(u"stack");
        if (!m_elements.expectString(name, pointer, QStringLiteral("\"stack\"")))
            return;
        document.name = name.text;
        if (isValidStackName(name.text))
            return;
        m_problems.error(pointer,
                         {QStringLiteral("invalid_stack_name"),
                          QStringLiteral("\"%1\" cannot be the name of a stack.").arg(name.text),
                          QStringLiteral("1 to 64 letters, digits, '.', '_' and '-', starting with "
                                         "a letter or digit, without \"..\".")});
    }

    void readComponents(const JsonNode &node, StackDocument &document)
    {
        const QString pointer = QStringLiteral("/components");
        if (!m_elements.expectObject(node, pointer, QStringLiteral("\"components\"")))
            return;
        document.components.reserve(node.members.size()); // readers keep references
        for (const JsonMember &member : node.members)
            readComponent(member, pointer + u'/' + escapePointerPart(member.name), document);
    }

    void readComponent(const JsonMember &member, const QString &pointer, StackDocument &document)
    {
        const QString what = QStringLiteral("A component");
        m_elements.checkScopeName(member.name, pointer, true);
        if (!m_elements.expectObject(member.value, pointer, what))
            return;
        m_elements.checkKeys(
            member.value, pointer,
            {QStringLiteral("props"), QStringLiteral("children"), QStringLiteral("note")}, what);
        m_elements.readNote(member.value, pointer, nullptr);
        Component component;
        component.name = member.name;
        component.pointer = pointer;
        if (const JsonNode *props = member.value.find(u"props"))
            readPropNames(*props, pointer + QStringLiteral("/props"), component);
        document.components.push_back(std::move(component));
        if (m_elements.require(member.value, pointer, QStringLiteral("children"), what))
            m_elements.readElements(*member.value.find(u"children"),
                                    pointer + QStringLiteral("/children"),
                                    document.components.back().children);
    }

    void readPropNames(const JsonNode &node, const QString &pointer, Component &component)
    {
        if (!m_elements.expectArray(node, pointer, QStringLiteral("\"props\" of a component")))
            return;
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            const QString at = pointer + u'/' + QString::number(i);
            const JsonNode &name = node.items[i];
            if (!m_elements.expectString(name, at, QStringLiteral("The name of a prop"))
                || !m_elements.checkScopeName(name.text, at, false))
                continue;
            if (component.props.contains(name.text))
                m_problems.error(at,
                                 {QStringLiteral("duplicate_name"),
                                  QStringLiteral("The prop \"%1\" is there twice.").arg(name.text),
                                  QStringLiteral("Remove one of the two.")});
            else
                component.props.append(name.text);
        }
    }

    const JsonNode &m_root;
    ProblemList &m_problems;
    ElementReader m_elements;
};

} // namespace

LoadedDocument readStackDocument(const QByteArray &text, const QString &fileName)
{
    LoadedDocument loaded;
    loaded.text = text;
    loaded.source = std::make_shared<const JsonDocument>(JsonDocument::parse(text));
    QList<Problem> jsonProblems;
    for (const JsonError &error : loaded.source->errors())
        jsonProblems.append(toProblem(error, *loaded.source, fileName));
    ProblemList problems(fileName, loaded.source);
    if (loaded.source->isComplete()) {
        auto document = std::make_shared<StackDocument>();
        document->fileName = fileName;
        if (TopReader(loaded.source->root(), problems).read(*document))
            loaded.document = std::move(document);
    }
    loaded.problems = jsonProblems + problems.sorted();
    return loaded;
}

Result<QByteArray> readDocumentText(const QString &path)
{
    QFile file(path);
    const QFileInfo info(path);
    if (!info.exists())
        return Error{ErrorCode::NotFound, QStringLiteral("There is no such file."), path,
                     QStringLiteral("Check the path, or make a document with `creact new`.")};
    if (info.isDir())
        return Error{ErrorCode::InvalidArgument,
                     QStringLiteral("This is a folder, not a stack document."), path,
                     QStringLiteral("Name the *.stack.json file in it.")};
    if (!file.open(QIODevice::ReadOnly)) {
        const bool denied = file.error() == QFileDevice::PermissionsError || !info.isReadable();
        return Error{denied ? ErrorCode::PermissionDenied : ErrorCode::IoError,
                     QStringLiteral("The file cannot be opened: %1").arg(file.errorString()),
                     path,
                     {}};
    }
    // Not in one read of the most there may be: that would take as much memory, whatever is there.
    QByteArray text;
    for (QByteArray part; text.size() <= JsonDocument::maxBytes
         && !(part = file.read(std::min<qint64>(1 << 20, JsonDocument::maxBytes + 1 - text.size())))
                 .isEmpty();)
        text += part;
    if (file.error() != QFileDevice::NoError)
        return Error{ErrorCode::IoError,
                     QStringLiteral("The file cannot be read: %1").arg(file.errorString()),
                     path,
                     {}};
    return text;
}

Result<LoadedDocument> readStackDocumentFile(const QString &path)
{
    const Result<QByteArray> text = readDocumentText(path);
    return text ? Result<LoadedDocument>(readStackDocument(*text, path)) : text.error();
}

} // namespace creact
