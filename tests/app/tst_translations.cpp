// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

struct TsMessage {
    QString context;
    QString source;
    QString comment;
    bool numerus = false;
    /// "", "unfinished", "vanished", "obsolete"
    QString type;
    QStringList translations;

    QString key() const { return context + u'|' + source + u'|' + comment; }
};

TsMessage readMessage(QXmlStreamReader &xml, const QString &context)
{
    TsMessage message;
    message.context = context;
    message.numerus = xml.attributes().value("numerus"_L1) == "yes"_L1;
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1) {
            message.source = xml.readElementText();
        } else if (xml.name() == "comment"_L1) {
            message.comment = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            message.type = xml.attributes().value("type"_L1).toString();
            if (!message.numerus) {
                message.translations.append(xml.readElementText());
                continue;
            }
            while (xml.readNextStartElement())
                message.translations.append(xml.readElementText());
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<TsMessage> readTs(const QString &path)
{
    QList<TsMessage> messages;
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1)
            context = xml.readElementText();
        else if (xml.name() == "message"_L1)
            messages.append(readMessage(xml, context));
    }
    if (xml.hasError())
        messages.clear();
    return messages;
}

/// "%1", "%n" of a text, sorted.
QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(u"%(\\d+|n|L\\d+)"_s);
    QSet<QString> found;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(text))
        found.insert(match.captured());
    QStringList list = found.values();
    list.sort();
    return list;
}

bool hasMnemonic(const QString &text)
{
    static const QRegularExpression pattern(u"&[^&\\s]"_s);
    return QString(text).remove(u"&&"_s).contains(pattern);
}

QString ending(const QString &text)
{
    for (const QString &each : {u"…"_s, u"..."_s, u":"_s, u"?"_s, u"."_s}) {
        if (text.endsWith(each))
            return each;
    }
    return {};
}

} // namespace

/// The German texts of the window: all there, none left over, and fit to stand in for the English
/// ones.
class TestTranslations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void nothingIsUnfinished();
    void everyTextOfTheSourcesIsThere();
    void translationsFitTheirSources();
    void theProgramLoadsThem();

private:
    QString m_file = QStringLiteral(SOURCE_FOLDER "/translations/creact_de.ts");
    QList<TsMessage> m_messages;
};

void TestTranslations::initTestCase()
{
    m_messages = readTs(m_file);
    QVERIFY(!m_messages.isEmpty());
}

void TestTranslations::nothingIsUnfinished()
{
    for (const TsMessage &message : m_messages) {
        QVERIFY2(message.type.isEmpty(), qPrintable(message.type + u": "_s + message.key()));
        // German has two numbers.
        QCOMPARE(message.translations.size(), message.numerus ? 2 : 1);
        for (const QString &each : message.translations)
            QVERIFY2(!each.trimmed().isEmpty(), qPrintable(message.key()));
    }
}

void TestTranslations::everyTextOfTheSourcesIsThere()
{
    const QTemporaryDir folder;
    const QString fresh = folder.filePath(u"creact_de.ts"_s);
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(SOURCE_FOLDER));
    lupdate.start(QStringLiteral(LUPDATE_PROGRAM),
                  {u"-silent"_s, u"-locations"_s, u"none"_s, u"-I"_s, u"."_s, u"app"_s, u"core"_s,
                   u"ui"_s, u"-ts"_s, fresh});
    QVERIFY(lupdate.waitForFinished(120'000));
    QVERIFY2(lupdate.exitCode() == 0, lupdate.readAllStandardError().constData());

    QSet<QString> used;
    for (const TsMessage &message : readTs(fresh))
        used.insert(message.key());
    QSet<QString> translated;
    for (const TsMessage &message : m_messages)
        translated.insert(message.key());
    const auto list = [](const QSet<QString> &keys) {
        return QStringList(keys.values()).join(u'\n');
    };
    QVERIFY(!used.isEmpty());
    QVERIFY2((used - translated).isEmpty(), qPrintable(u"missing:\n"_s + list(used - translated)));
    QVERIFY2((translated - used).isEmpty(),
             qPrintable(u"left over:\n"_s + list(translated - used)));
}

void TestTranslations::translationsFitTheirSources()
{
    for (const TsMessage &message : m_messages) {
        for (const QString &each : message.translations) {
            const QByteArray text = (message.key() + u" -> "_s + each).toUtf8();
            const QStringList wanted = placeholders(message.source);
            // "one node" needs no number.
            if (!(message.numerus && placeholders(each).isEmpty()))
                QVERIFY2(placeholders(each) == wanted, text.constData());
            QVERIFY2(hasMnemonic(each) == hasMnemonic(message.source), text.constData());
            QVERIFY2(ending(each) == ending(message.source), text.constData());
        }
    }
}

void TestTranslations::theProgramLoadsThem()
{
    QTranslator translator;
    QVERIFY(translator.load(u":/i18n/creact_de.qm"_s));
    for (const TsMessage &message : m_messages) {
        if (message.numerus)
            continue;
        const QString text = translator.translate(
            message.context.toUtf8().constData(), message.source.toUtf8().constData(),
            message.comment.isEmpty() ? nullptr : message.comment.toUtf8().constData());
        QCOMPARE(text, message.translations.first());
    }
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
