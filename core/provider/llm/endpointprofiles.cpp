// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/endpointprofiles.h"

#include "core/base/jsondocument.h"
#include "core/provider/llm/endpoint.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSet>
#include <QStandardPaths>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int fileVersion = 1;
constexpr qint64 largestFile = 1024 * 1024;
constexpr std::array keyWords{"keychain"_L1, "environment"_L1, "none"_L1};

/// What a file says beside its endpoints.
struct EndpointBook {
    EndpointProfiles profiles;
    QJsonObject others;
};

Error badProfile(const QString &message, const QString &hint)
{
    return {ErrorCode::InvalidArgument, message, {}, hint};
}

Error damagedFile(const QString &file, const QString &what, int line = 0)
{
    return {ErrorCode::DocumentInvalid, u"The list of endpoints cannot be read: %1."_s.arg(what),
            line > 0 ? u"%1:%2"_s.arg(file).arg(line) : file,
            u"Correct the file, or move it away to begin anew. It is left as it is."_s};
}

bool matchesWhole(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                              QRegularExpression::CaseInsensitiveOption)
        .match(text)
        .hasMatch();
}

/// Names under which servers expect secrets.
bool soundsSecret(const QString &name)
{
    return matchesWhole(name, u".*(auth|key|token|secret|cookie|passw|signature|credential).*"_s);
}

Result<void> checkProfileAddress(const QUrl &url)
{
    if (const Result<QUrl> base =
            checkedBaseUrl(url.toString(QUrl::FullyEncoded), u"the profile"_s);
        !base)
        return base.error();
    if (!url.userInfo().isEmpty())
        return badProfile(u"The address has a user or a password in it."_s,
                          u"Leave it out; the key is kept apart."_s);
    for (const auto &[name, value] : QUrlQuery(url).queryItems()) {
        if (soundsSecret(name))
            return badProfile(u"The address has a secret in it (\"%1\")."_s.arg(name),
                              u"Leave it out; give it as the key or as a header's secret."_s);
    }
    return {};
}

Result<void> checkHeader(const EndpointHeader &header)
{
    if (!matchesWhole(header.name, u"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}"_s))
        return badProfile(u"\"%1\" is no name of a header."_s.arg(header.name),
                          u"Such as X-Api-Version."_s);
    if (matchesWhole(header.name,
                     u"host|connection|content-.*|transfer-encoding|te|trailer|upgrade|keep-alive|"
                     "expect|accept|accept-encoding|user-agent|proxy-.*"_s))
        return badProfile(u"The header %1 is the program's own."_s.arg(header.name),
                          u"Leave it out."_s);
    if (header.name.compare("authorization"_L1, Qt::CaseInsensitive) == 0)
        return badProfile(u"The header Authorization is the key's."_s, u"Give it as the key."_s);
    if (header.secret.isEmpty() && soundsSecret(header.name))
        return badProfile(u"The header %1 looks like a secret."_s.arg(header.name),
                          u"Give it as a secret: then its value is kept in the keychain."_s);
    const bool printable = std::all_of(header.value.cbegin(), header.value.cend(), [](QChar c) {
        return c.unicode() >= 0x20 && c.unicode() < 0x7f;
    });
    if (!printable || header.value.size() > 4096)
        return badProfile(u"The header %1 has a value that no header can carry."_s.arg(header.name),
                          u"One line of ASCII."_s);
    if (!header.secret.isEmpty() && !matchesWhole(header.secret, u"[A-Za-z0-9._-]{1,64}"_s))
        return badProfile(u"\"%1\" is no name of a secret."_s.arg(header.secret),
                          u"Letters, digits, dots, dashes and underscores."_s);
    return {};
}

/// An error's message is the whole of what is wrong.
Result<QList<EndpointHeader>> headersIn(const QJsonValue &value)
{
    QList<EndpointHeader> headers;
    const QJsonObject object = value.toObject();
    bool understood = value.isUndefined() || value.isObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonObject reference = it->toObject();
        const bool isSecret = reference.size() == 1 && reference["secret"_L1].isString();
        understood = understood && (it->isString() || isSecret);
        headers.append({it.key(), it->toString(), reference["secret"_L1].toString()});
    }
    if (!understood)
        return badProfile(u"its headers are no strings and secrets"_s, {});
    return headers;
}

Result<EndpointProfile> profileIn(const QJsonValue &value)
{
    QJsonObject object = value.toObject();
    EndpointProfile profile;
    profile.name = object.take("name"_L1).toString();
    profile.baseUrl = QUrl(object.take("baseUrl"_L1).toString(), QUrl::StrictMode);
    profile.model = object.take("model"_L1).toString();
    const QString word = object.take("key"_L1).toString(keyWords.front());
    const auto key = std::find(keyWords.begin(), keyWords.end(), word);
    if (key == keyWords.end())
        return badProfile(u"its key is none of keychain, environment, none"_s, {});
    profile.key = EndpointProfile::Key(key - keyWords.begin());
    Result<QList<EndpointHeader>> headers = headersIn(object.take("headers"_L1));
    if (!headers)
        return headers.error();
    profile.headers = *headers;
    profile.others = object;
    const Result<void> checked = checkProfile(profile);
    return checked ? Result<EndpointProfile>(profile) : checked.error();
}

QJsonObject jsonOf(const EndpointProfile &profile)
{
    QJsonObject object = profile.others;
    object.insert("name"_L1, profile.name);
    object.insert("baseUrl"_L1, profile.baseUrl.toString(QUrl::FullyEncoded));
    object.insert("key"_L1, keyWords.at(size_t(profile.key)));
    if (!profile.model.isEmpty())
        object.insert("model"_L1, profile.model);
    QJsonObject headers;
    for (const EndpointHeader &header : profile.headers) {
        headers.insert(header.name,
                       header.secret.isEmpty() ? QJsonValue(header.value)
                                               : QJsonObject{{u"secret"_s, header.secret}});
    }
    if (!headers.isEmpty())
        object.insert("headers"_L1, headers);
    return object;
}

Result<QByteArray> endpointsText(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return QByteArray();
    QFile file(path);
    const auto unreadable = [&](const QString &why) {
        return Error{ErrorCode::IoError, u"The list of endpoints cannot be read: %1."_s.arg(why),
                     path, u"Look at the file and its rights."_s};
    };
    // A pipe or a device would make us wait for ever.
    if (!info.isFile() || info.size() > largestFile)
        return unreadable(info.isFile() ? u"it is too large"_s : u"it is no regular file"_s);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file.errorString());
    const QByteArray text = file.read(largestFile);
    return text.isNull() ? QByteArray("") : text; // null: there is no file
}

Result<EndpointBook> readBook(const QString &file)
{
    const Result<QByteArray> text = endpointsText(file);
    if (!text)
        return text.error();
    if (text->isNull())
        return EndpointBook{};
    const JsonDocument checked = JsonDocument::parse(*text, 100);
    if (!checked.ok()) {
        const JsonError &error = checked.errors().constFirst();
        return damagedFile(file, error.message, checked.lineColumn(error.offset).line);
    }
    EndpointBook book;
    book.others = QJsonDocument::fromJson(*text).object();
    const int version = book.others.take("version"_L1).toInt();
    if (version > fileVersion)
        return Error{ErrorCode::StateNewer,
                     u"The list of endpoints is of a newer version of this program."_s, file,
                     u"Use that version, or move the file away to begin anew."_s};
    const QJsonValue list = book.others.take("endpoints"_L1);
    if (version < 1 || !list.isArray())
        return damagedFile(file, u"it is no object with \"version\" and \"endpoints\""_s);
    for (const QJsonValue &value : list.toArray()) {
        const Result<EndpointProfile> profile = profileIn(value);
        const int line = checked.locate(u"/endpoints/%1"_s.arg(book.profiles.size())).line;
        if (!profile) {
            QString what = profile.error().message;
            while (what.endsWith(u'.'))
                what.chop(1);
            return damagedFile(file, what, line);
        }
        if (indexOfProfile(book.profiles, profile->name) >= 0)
            return damagedFile(file, u"two are named \"%1\""_s.arg(profile->name), line);
        book.profiles.append(*profile);
    }
    return book;
}

Result<void> writeBook(const QString &path, const EndpointBook &book)
{
    QJsonArray list;
    for (const EndpointProfile &profile : book.profiles)
        list.append(jsonOf(profile));
    QJsonObject object = book.others;
    object.insert("version"_L1, fileVersion);
    object.insert("endpoints"_L1, list);

    QSaveFile file(path);
    const QByteArray text = QJsonDocument(object).toJson();
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(text) == text.size() && file.commit();
    if (written)
        return {};
    return Error{ErrorCode::IoError,
                 u"The list of endpoints could not be written: %1."_s.arg(file.errorString()), path,
                 u"Look at the folder's rights and at the space left."_s};
}

} // namespace

QString endpointsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + u"/creact/endpoints.json"_s;
}

Result<EndpointProfiles> readEndpoints(const QString &file)
{
    Result<EndpointBook> book = readBook(file);
    return book ? Result<EndpointProfiles>(book->profiles) : book.error();
}

Result<void> changeEndpoints(const QString &file,
                             const std::function<Result<void>(EndpointProfiles &)> &change)
{
    const auto failed = [&file](const QString &why) {
        return Error{ErrorCode::IoError,
                     u"The list of endpoints could not be written: %1."_s.arg(why), file,
                     u"Try again; look at the folder's rights."_s};
    };
    const QString folder = QFileInfo(file).absolutePath();
    if (!QDir().mkpath(folder))
        return failed(u"its folder cannot be made"_s);
    QLockFile lock(file + u".lock"_s);
    // Others hold it as long as writing a small file takes.
    if (!lock.tryLock(std::chrono::milliseconds(2000)))
        return failed(u"another program is writing it"_s);
    Result<EndpointBook> book = readBook(file);
    if (!book)
        return book.error();
    if (const Result<void> changed = change(book.value().profiles); !changed)
        return changed;
    QSet<QString> names;
    for (const EndpointProfile &profile : book->profiles) {
        if (const Result<void> checked = checkProfile(profile); !checked)
            return checked;
        if (names.contains(profile.name))
            return Error{ErrorCode::AlreadyExists,
                         u"There is an endpoint named \"%1\" already."_s.arg(profile.name),
                         {},
                         u"Choose another name."_s};
        names.insert(profile.name);
    }
    return writeBook(file, *book);
}

Result<void> checkProfile(const EndpointProfile &profile)
{
    if (!matchesWhole(profile.name, u"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"_s))
        return badProfile(u"\"%1\" is no name for an endpoint."_s.arg(profile.name.left(80)),
                          u"Letters, digits, dots, dashes and underscores, such as \"work\"."_s);
    if (profile.name.compare("demo"_L1, Qt::CaseInsensitive) == 0)
        return badProfile(u"\"demo\" is the built-in endpoint."_s, u"Choose another name."_s);
    if (const Result<void> address = checkProfileAddress(profile.baseUrl); !address)
        return address;
    QSet<QString> names;
    for (const EndpointHeader &header : profile.headers) {
        if (const Result<void> checked = checkHeader(header); !checked)
            return checked;
        if (names.contains(header.name.toLower()))
            return badProfile(u"There are two headers %1."_s.arg(header.name), u"Remove one."_s);
        names.insert(header.name.toLower());
    }
    return {};
}

qsizetype indexOfProfile(const EndpointProfiles &profiles, const QString &name)
{
    const auto found = std::find_if(profiles.begin(), profiles.end(),
                                    [&name](const auto &profile) { return profile.name == name; });
    return found == profiles.end() ? -1 : found - profiles.begin();
}

QString originOf(const QUrl &url)
{
    QUrl origin = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery
                               | QUrl::RemoveFragment);
    if (origin.port() == (origin.scheme() == "https"_L1 ? 443 : 80))
        origin.setPort(-1);
    return origin.toString();
}

QString headerSecretName(const QUrl &baseUrl, const QString &secret)
{
    return originOf(baseUrl) + u' ' + secret;
}

QStringList ownSecrets(const EndpointProfile &profile, const EndpointProfiles &others)
{
    const auto secretsOf = [](const EndpointProfile &each) {
        QStringList names;
        if (each.key == EndpointProfile::Key::Keychain)
            names.append(originOf(each.baseUrl));
        for (const EndpointHeader &header : each.headers) {
            if (!header.secret.isEmpty())
                names.append(headerSecretName(each.baseUrl, header.secret));
        }
        return names;
    };
    QStringList names = secretsOf(profile);
    for (const EndpointProfile &other : others) {
        for (const QString &used : secretsOf(other))
            names.removeAll(used);
    }
    return names;
}

Result<void> readEndpointOption(const QString &text, ProviderOptions &options)
{
    if (text == "demo"_L1) {
        options.endpoint = QUrl(text);
        return {};
    }
    EndpointProfile profile;
    profile.name = u"x"_s;
    if (text.contains("://"_L1)) {
        profile.baseUrl = QUrl(text, QUrl::StrictMode);
        options.endpoint = profile.baseUrl;
        return checkProfile(profile);
    }
    profile.name = text;
    profile.baseUrl = QUrl(u"http://localhost"_s);
    options.endpointName = text;
    return checkProfile(profile);
}

} // namespace creact
