// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

#include <vector>

namespace creact {

struct JsonMember;

/// One value of a JSON text: a syntax tree that keeps what QJsonValue forgets, namely the order of
/// members, numbers as they were written, and where everything stood. A plain value: copy it, edit
/// it, write it with toText().
struct JsonNode {
    enum class Type { Null, Boolean, Number, String, Array, Object };

    Type type = Type::Null;
    bool boolean = false;
    /// The string, or the number as written ("1.50").
    QString text;
    std::vector<JsonMember> members;
    std::vector<JsonNode> items;
    /// Bytes in the text that was parsed; offset is -1 for a node made in code.
    qsizetype offset = -1;
    qsizetype length = 0;

    JsonNode();
    ~JsonNode(); // iterative: a tree is as deep as its author likes
    JsonNode(const JsonNode &);
    JsonNode(JsonNode &&) noexcept;
    JsonNode &operator=(const JsonNode &);
    JsonNode &operator=(JsonNode &&) noexcept;

    static JsonNode null();
    static JsonNode fromBool(bool value);
    static JsonNode fromNumber(double value);
    static JsonNode fromString(const QString &value);
    static JsonNode array(std::vector<JsonNode> values = {});
    static JsonNode object();
    /// Members of a QJsonObject come sorted: Qt has forgotten their order.
    static JsonNode fromJson(const QJsonValue &value);

    bool isObject() const { return type == Type::Object; }
    bool isArray() const { return type == Type::Array; }
    bool isString() const { return type == Type::String; }
    bool isNumber() const { return type == Type::Number; }
    bool isBool() const { return type == Type::Boolean; }
    bool isNull() const { return type == Type::Null; }

    double toDouble() const;
    /// The member of that name, or null. Also null when this is no object.
    const JsonMember *member(QStringView name) const;
    const JsonNode *find(QStringView name) const;
    /// Replaces the member in its place, or appends it.
    void set(const QString &name, JsonNode value);
    bool remove(QStringView name);
    /// "/children/0/props/port" (RFC 6901), or null. "" is this node.
    const JsonNode *at(QStringView pointer) const;

    /// Levels of nesting: 1 for a scalar or an empty list. Iterative.
    int depth() const;
    QJsonValue toJson() const;
    /// Two spaces a level; what fits into a line of 100 characters stands on one. Ends with a line
    /// break. Order and numbers as they are.
    QByteArray toText() const;

    /// Same value in the same order; positions do not count.
    bool operator==(const JsonNode &other) const;
};

struct JsonMember {
    QString name;
    JsonNode value;
    qsizetype nameOffset = -1;
    qsizetype nameLength = 0;
};

/// "a/b" as a part of a JSON pointer: "a~1b".
QString escapePointerPart(const QString &part);
QString unescapePointerPart(QStringView part);

} // namespace creact
