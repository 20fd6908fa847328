// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/valuemodel.h"

#include "ui/models/words.h"
#include "ui/panes/inspector/expressiontext.h"

#include <QJsonArray>
#include <QLocale>

namespace creact {

using namespace Qt::StringLiterals;

struct ValueModel::Wanted {
    QString name;
    QString path;
    QJsonValue value;
    QString expression;
    bool group = false;
    std::vector<Wanted> children;

    static Wanted of(const QString &name, const QString &path, const QJsonValue &value)
    {
        Wanted wanted{name, path, value, {}, false, {}};
        const auto add = [&](const QString &key, const QJsonValue &child) {
            wanted.children.push_back(of(key, path + u'.' + key, child));
        };
        if (value.isObject()) {
            const QJsonObject object = value.toObject();
            for (auto it = object.begin(); it != object.end(); ++it)
                add(it.key(), it.value());
        } else if (value.isArray()) {
            const QJsonArray array = value.toArray();
            for (qsizetype i = 0; i < array.size() && i < ChildLimit; ++i)
                add(QString::number(i), array.at(i));
            if (array.size() > ChildLimit)
                add(u"…"_s,
                    ValueModel::tr("and %1 more")
                        .arg(QLocale().toString(array.size() - ChildLimit)));
        }
        return wanted;
    }

    static Wanted groupOf(const QString &title, const QString &path, const QJsonObject &object)
    {
        Wanted group = of(title, path, object);
        group.group = true;
        return group;
    }
};

struct ValueModel::Node {
    QString name;
    QString path;
    QJsonValue value;
    QString expression;
    bool group = false;
    Node *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Node>> children;

    bool take(const Wanted &wanted)
    {
        if (value == wanted.value && expression == wanted.expression && name == wanted.name)
            return false;
        value = wanted.value;
        expression = wanted.expression;
        name = wanted.name;
        return true;
    }
};

ValueModel::ValueModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

ValueModel::~ValueModel() = default;

ValueModel::Wanted ValueModel::wantedFrom(const RowDetail &detail)
{
    Wanted root;
    // A binding that is still undefined has no value among the props.
    QJsonObject props = detail.props;
    for (auto it = detail.bindings.begin(); it != detail.bindings.end(); ++it) {
        if (!props.contains(it.key()))
            props.insert(it.key(), QJsonValue::Null);
    }
    if (!props.isEmpty()) {
        Wanted group = Wanted::groupOf(tr("Properties"), u"props"_s, props);
        for (Wanted &prop : group.children) {
            prop.expression = detail.bindings.value(prop.name).toString();
            if (!detail.props.contains(prop.name))
                prop.value = QJsonValue(QJsonValue::Undefined);
        }
        root.children.push_back(std::move(group));
    }
    if (detail.outputs)
        root.children.push_back(Wanted::groupOf(tr("Outputs"), u"outputs"_s, *detail.outputs));
    if (!detail.store.isEmpty())
        root.children.push_back(Wanted::groupOf(tr("Store"), u"store"_s, detail.store));
    return root;
}

void ValueModel::setDetail(const RowDetail &detail)
{
    sync(m_root.get(), wantedFrom(detail), {});
}

void ValueModel::clear()
{
    setDetail({});
}

std::unique_ptr<ValueModel::Node> ValueModel::made(const Wanted &wanted, Node *parent, int row)
{
    auto node = std::make_unique<Node>();
    node->name = wanted.name;
    node->path = wanted.path;
    node->value = wanted.value;
    node->expression = wanted.expression;
    node->group = wanted.group;
    node->parent = parent;
    node->row = row;
    for (const Wanted &child : wanted.children)
        node->children.push_back(made(child, node.get(), int(node->children.size())));
    return node;
}

// Children that keep their place and name are changed; from the first that does not, all are
// remade.
void ValueModel::sync(Node *node, const Wanted &wanted, const QModelIndex &at)
{
    size_t same = 0;
    while (same < node->children.size() && same < wanted.children.size()
           && node->children[same]->path == wanted.children[same].path) {
        Node *child = node->children[same].get();
        const bool changed = child->take(wanted.children[same]);
        const QModelIndex childAt = indexFor(child);
        sync(child, wanted.children[same], childAt);
        if (changed)
            Q_EMIT dataChanged(childAt, childAt.siblingAtColumn(ValueColumn));
        ++same;
    }
    if (same < node->children.size()) {
        beginRemoveRows(at, int(same), int(node->children.size()) - 1);
        node->children.resize(same);
        endRemoveRows();
    }
    if (same < wanted.children.size()) {
        beginInsertRows(at, int(same), int(wanted.children.size()) - 1);
        for (size_t i = same; i < wanted.children.size(); ++i)
            node->children.push_back(made(wanted.children[i], node, int(i)));
        endInsertRows();
    }
}

QModelIndex ValueModel::indexFor(const Node *node, int column) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, column, node);
}

QModelIndex ValueModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || parent.column() > 0)
        return {};
    const Node *above =
        parent.isValid() ? static_cast<Node *>(parent.internalPointer()) : m_root.get();
    if (row >= int(above->children.size()))
        return {};
    return createIndex(row, column, above->children[size_t(row)].get());
}

QModelIndex ValueModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    return indexFor(static_cast<Node *>(child.internalPointer())->parent);
}

int ValueModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const Node *node =
        parent.isValid() ? static_cast<Node *>(parent.internalPointer()) : m_root.get();
    return int(node->children.size());
}

int ValueModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant ValueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto *node = static_cast<Node *>(index.internalPointer());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == NameColumn)
            return node->name;
        if (node->group)
            return {};
        return node->value.isUndefined() ? tr("not there yet") : Words::jsonLine(node->value);
    case Qt::EditRole:
        return ExpressionText::ofAny(JsonNode::fromJson(node->value));
    case Qt::ToolTipRole:
        return node->expression.isEmpty()
            ? QVariant()
            : QVariant(u"<p>%1</p>"_s.arg(tr("Binding: %1").arg(node->expression).toHtmlEscaped()));
    case ValueRole:
        return QVariant::fromValue(node->value);
    case ExpressionRole:
        return node->expression;
    case GroupRole:
        return node->group;
    case PathRole:
        return node->path;
    default:
        return {};
    }
}

Qt::ItemFlags ValueModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    const QModelIndex above = index.parent();
    const bool stored = m_storeEditable && index.column() == ValueColumn && above.isValid()
        && above.data(GroupRole).toBool() && above.data(PathRole).toString() == "store"_L1;
    return stored ? flags | Qt::ItemIsEditable : flags;
}

bool ValueModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const auto *node = static_cast<Node *>(index.internalPointer());
    const QJsonValue wanted = ExpressionText::anyOf(value.toString()).toJson();
    if (wanted == node->value)
        return false;
    Q_EMIT storeEdited(node->name, wanted);
    return true;
}

QVariant ValueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : tr("Value");
}

} // namespace creact
