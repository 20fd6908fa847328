<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>RecoveryWords</name>
    <message>
        <source>was at work and was run again.</source>
        <translation>war am Werk und wurde noch einmal ausgeführt.</translation>
    </message>
    <message>
        <source>could not be delivered: whoever asked has gone.</source>
        <translation>konnte nicht zugestellt werden: Wer gefragt hat, ist nicht mehr da.</translation>
    </message>
    <message>
        <source>was at work; whether it took effect is not known. Look at it, then retry it if it did not.</source>
        <translation>war am Werk; ob es gewirkt hat, ist nicht bekannt. Sehen Sie nach und wiederholen Sie es, wenn nicht.</translation>
    </message>
    <message>
        <source>The last run ended without stopping</source>
        <translation>Der letzte Lauf endete, ohne anzuhalten</translation>
    </message>
    <message>
        <source>1 message goes on</source>
        <translation>1 Nachricht wird weiter bearbeitet</translation>
    </message>
    <message numerus="yes">
        <source>%n messages go on</source>
        <translation>
            <numerusform>%n Nachricht wird weiter bearbeitet</numerusform>
            <numerusform>%n Nachrichten werden weiter bearbeitet</numerusform>
        </translation>
    </message>
    <message>
        <source>1 node was run again</source>
        <translation>1 Knoten wurde noch einmal ausgeführt</translation>
    </message>
    <message numerus="yes">
        <source>%n nodes were run again</source>
        <translation>
            <numerusform>%n Knoten wurde noch einmal ausgeführt</numerusform>
            <numerusform>%n Knoten wurden noch einmal ausgeführt</numerusform>
        </translation>
    </message>
    <message>
        <source>1 node waits for your decision</source>
        <translation>1 Knoten wartet auf Ihre Entscheidung</translation>
    </message>
    <message numerus="yes">
        <source>%n nodes wait for your decision</source>
        <translation>
            <numerusform>%n Knoten wartet auf Ihre Entscheidung</numerusform>
            <numerusform>%n Knoten warten auf Ihre Entscheidung</numerusform>
        </translation>
    </message>
    <message>
        <source>1 answer could not be delivered</source>
        <translation>1 Antwort konnte nicht zugestellt werden</translation>
    </message>
    <message numerus="yes">
        <source>%n answers could not be delivered</source>
        <translation>
            <numerusform>%n Antwort konnte nicht zugestellt werden</numerusform>
            <numerusform>%n Antworten konnten nicht zugestellt werden</numerusform>
        </translation>
    </message>
    <message>
        <source>1 file was put in order</source>
        <translation>1 Datei wurde in Ordnung gebracht</translation>
    </message>
    <message numerus="yes">
        <source>%n files were put in order</source>
        <translation>
            <numerusform>%n Datei wurde in Ordnung gebracht</numerusform>
            <numerusform>%n Dateien wurden in Ordnung gebracht</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was lost.</source>
        <translation>Nichts ging verloren.</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>a list of facts as a sentence</comment>
        <translation>%1.</translation>
    </message>
    <message>
        <source>The message %1 goes on.</source>
        <translation>Die Nachricht %1 wird weiter bearbeitet.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what was repaired, details</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>1 node was taken over as it was stored.</source>
        <translation>1 Knoten wurde übernommen, wie er gespeichert war.</translation>
    </message>
    <message numerus="yes">
        <source>%n nodes were taken over as they were stored.</source>
        <translation>
            <numerusform>%n Knoten wurde übernommen, wie er gespeichert war.</numerusform>
            <numerusform>%n Knoten wurden übernommen, wie sie gespeichert waren.</numerusform>
        </translation>
    </message>
    <message>
        <source>was at work, is no longer needed and was destroyed.</source>
        <translation>war am Werk, wird nicht mehr gebraucht und wurde abgebaut.</translation>
    </message>
    <message>
        <source>1 node that is no longer needed was destroyed</source>
        <translation>1 nicht mehr gebrauchter Knoten wurde abgebaut</translation>
    </message>
    <message numerus="yes">
        <source>%n nodes that are no longer needed were destroyed</source>
        <translation>
            <numerusform>%n nicht mehr gebrauchter Knoten wurde abgebaut</numerusform>
            <numerusform>%n nicht mehr gebrauchte Knoten wurden abgebaut</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is no longer needed and was destroyed.</source>
        <translation>%1 wird nicht mehr gebraucht und wurde abgebaut.</translation>
    </message>
</context>
<context>
    <name>StateLook</name>
    <message>
        <source>1 node</source>
        <translation>1 Knoten</translation>
    </message>
    <message numerus="yes">
        <source>%n nodes</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, last deployed %2</source>
        <comment>number of nodes, time</comment>
        <translation>%1, zuletzt bereitgestellt %2</translation>
    </message>
    <message>
        <source>%1, never deployed to the end</source>
        <comment>number of nodes</comment>
        <translation>%1, nie zu Ende bereitgestellt</translation>
    </message>
    <message>
        <source>Its nodes are as they are now</source>
        <translation>Seine Knoten sind wie jetzt</translation>
    </message>
    <message>
        <source>1 node added</source>
        <translation>1 Knoten hinzugekommen</translation>
    </message>
    <message numerus="yes">
        <source>%n nodes added</source>
        <translation>
            <numerusform>%n Knoten hinzugekommen</numerusform>
            <numerusform>%n Knoten hinzugekommen</numerusform>
        </translation>
    </message>
    <message>
        <source>1 node removed</source>
        <translation>1 Knoten entfernt</translation>
    </message>
    <message numerus="yes">
        <source>%n nodes removed</source>
        <translation>
            <numerusform>%n Knoten entfernt</numerusform>
            <numerusform>%n Knoten entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>1 node changed</source>
        <translation>1 Knoten geändert</translation>
    </message>
    <message numerus="yes">
        <source>%n nodes changed</source>
        <translation>
            <numerusform>%n Knoten geändert</numerusform>
            <numerusform>%n Knoten geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>Since then: %1</source>
        <comment>a list of counts</comment>
        <translation>Seitdem: %1</translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>Open a stack, deploy it, watch it and talk to it.</source>
        <translation>Einen Stack öffnen, bereitstellen, beobachten und mit ihm sprechen.</translation>
    </message>
    <message>
        <source>The model endpoint, for this run: its name, an address, or demo.</source>
        <translation>Der Modell-Endpunkt, für diesen Lauf: sein Name, eine Adresse oder demo.</translation>
    </message>
    <message>
        <source>Port of the HTTP server, over the document’s.</source>
        <translation>Port des HTTP-Servers, anstelle dessen im Dokument.</translation>
    </message>
    <message>
        <source>Where the state is kept: file:DIR or memory:.</source>
        <translation>Wo der Zustand liegt: file:ORDNER oder memory:.</translation>
    </message>
    <message>
        <source>Light colours, for this run.</source>
        <translation>Helle Farben, für diesen Lauf.</translation>
    </message>
    <message>
        <source>Dark colours, for this run.</source>
        <translation>Dunkle Farben, für diesen Lauf.</translation>
    </message>
    <message>
        <source>--port takes a number from 0 to 65535.</source>
        <translation>--port erwartet eine Zahl von 0 bis 65535.</translation>
    </message>
    <message>
        <source>Stack documents (*.stack.json), or folders with stored states; without any, what was open the last time.</source>
        <translation>Stack-Dokumente (*.stack.json) oder Ordner mit gespeicherten Zuständen; ohne Angabe, was zuletzt offen war.</translation>
    </message>
    <message>
        <source>Several stacks cannot listen at one --port.</source>
        <translation>Mehrere Stacks können nicht an einem --port lauschen.</translation>
    </message>
</context>
<context>
    <name>Templates</name>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>A chat agent with a memory that looks things up in an encyclopedia</source>
        <translation>Ein Chat-Agent mit Gedächtnis, der in einer Enzyklopädie nachschlägt</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Zähler</translation>
    </message>
    <message>
        <source>Counts the messages it is sent, across restarts: the smallest stack</source>
        <translation>Zählt die Nachrichten, die er bekommt, über Neustarts hinweg: der kleinste Stack</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Watcher</source>
        <translation>Beobachter</translation>
    </message>
    <message>
        <source>A job without a chat: reads a page every hour, and writes a summary of it</source>
        <translation>Eine Aufgabe ohne Chat: liest jede Stunde eine Seite und schreibt eine Zusammenfassung</translation>
    </message>
    <message>
        <source>The agent for several people at once, with a memory for each of them</source>
        <translation>Der Agent für mehrere Personen zugleich, mit einem Gedächtnis für jede</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Incomplete</source>
        <comment>an element that lacks something</comment>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>Has a problem</source>
        <comment>an element</comment>
        <translation>Hat ein Problem</translation>
    </message>
    <message>
        <source>Deploy cancelled</source>
        <translation>Anwenden abgebrochen</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Noch einmal ausgeführt</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>Unpinned</source>
        <translation>Gelöst</translation>
    </message>
    <message>
        <source>It began when %1 was run again at %2.</source>
        <translation>Es begann damit, dass %1 um %2 noch einmal ausgeführt wurde.</translation>
    </message>
    <message>
        <source>It began when the outputs of %1 were pinned or let go at %2.</source>
        <translation>Es begann damit, dass die Ausgaben von %1 um %2 angeheftet oder gelöst wurden.</translation>
    </message>
    <message>
        <source>It began when %1 was destroyed by hand at %2.</source>
        <translation>Es begann damit, dass %1 um %2 von Hand entfernt wurde.</translation>
    </message>
    <message>
        <source>Applied again because a person asked for it.</source>
        <translation>Noch einmal angewendet, weil jemand darum gebeten hat.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Steht an</translation>
    </message>
    <message>
        <source>Applying</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Deployed</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Destroying</source>
        <translation>Im Abbau</translation>
    </message>
    <message>
        <source>Finished</source>
        <comment>a chat turn</comment>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>a branch of the tree</comment>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Finished</source>
        <comment>a branch of the tree</comment>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Deploy started</source>
        <translation>Beginn der Bereitstellung</translation>
    </message>
    <message>
        <source>Deploy finished</source>
        <translation>Ende der Bereitstellung</translation>
    </message>
    <message>
        <source>Deploy failed</source>
        <translation>Fehler beim Bereitstellen</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>Angewendet</translation>
    </message>
    <message>
        <source>Destroyed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Message accepted</source>
        <translation>Nachricht angenommen</translation>
    </message>
    <message>
        <source>Message answered</source>
        <translation>Nachricht beantwortet</translation>
    </message>
    <message>
        <source>Message failed</source>
        <translation>Fehler bei der Nachricht</translation>
    </message>
    <message>
        <source>Store changed</source>
        <translation>Speicher geändert</translation>
    </message>
    <message>
        <source>Lock taken</source>
        <translation>Sperre übernommen</translation>
    </message>
    <message>
        <source>Lock released</source>
        <translation>Sperre freigegeben</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>In der Warteschlange</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>It began with the deploy at %1.</source>
        <translation>Am Anfang stand die Bereitstellung um %1.</translation>
    </message>
    <message>
        <source>It began with a change of the store %1 at %2.</source>
        <translation>Am Anfang stand eine Änderung des Speichers %1 um %2.</translation>
    </message>
    <message>
        <source>It began with a retry of %1 at %2.</source>
        <translation>Am Anfang stand ein erneuter Versuch von %1 um %2.</translation>
    </message>
    <message>
        <source>It began with new outputs of %1 at %2.</source>
        <translation>Am Anfang standen neue Ausgaben von %1 um %2.</translation>
    </message>
    <message>
        <source>Applied again because it was retried.</source>
        <translation>Erneut angewendet, weil es noch einmal versucht wurde.</translation>
    </message>
    <message>
        <source>Applied again because the stack was started: this node is made anew at each start.</source>
        <translation>Erneut angewendet, weil der Stack gestartet wurde: Dieser Knoten entsteht bei jedem Start neu.</translation>
    </message>
    <message>
        <source>Applied because it was created.</source>
        <translation>Angewendet, weil der Knoten angelegt wurde.</translation>
    </message>
    <message>
        <source>Applied because %1 changed.</source>
        <translation>Angewendet, weil sich %1 geändert hat.</translation>
    </message>
    <message>
        <source>Applied because it was created when the output %1 of %2 changed.</source>
        <translation>Angewendet, weil der Knoten angelegt wurde, als sich die Ausgabe %1 von %2 änderte.</translation>
    </message>
    <message>
        <source>Applied because %1 changed when the output %2 of %3 changed.</source>
        <translation>Angewendet, weil sich %1 geändert hat, als sich die Ausgabe %2 von %3 änderte.</translation>
    </message>
    <message>
        <source>Inactive</source>
        <comment>an element whose condition is not met</comment>
        <translation>Inaktiv</translation>
    </message>
    <message>
        <source>Closed</source>
        <comment>a branch of the tree</comment>
        <translation>Zu</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Element failed</source>
        <translation>Fehler im Element</translation>
    </message>
    <message>
        <source>Model call refused</source>
        <translation>Modellaufruf verweigert</translation>
    </message>
    <message>
        <source>Model asked again</source>
        <translation>Modell erneut gefragt</translation>
    </message>
    <message>
        <source>Tool call allowed</source>
        <translation>Werkzeugaufruf erlaubt</translation>
    </message>
    <message>
        <source>Tool call not allowed</source>
        <translation>Werkzeugaufruf nicht erlaubt</translation>
    </message>
    <message>
        <source>Permission taken back</source>
        <translation>Erlaubnis zurückgenommen</translation>
    </message>
    <message>
        <source>HTTP request</source>
        <translation>HTTP-Anfrage</translation>
    </message>
    <message>
        <source>Command run</source>
        <translation>Befehl ausgeführt</translation>
    </message>
    <message>
        <source>File not readable</source>
        <translation>Datei nicht lesbar</translation>
    </message>
    <message>
        <source>Conversation expired</source>
        <translation>Gespräch abgelaufen</translation>
    </message>
    <message>
        <source>Model called</source>
        <translation>Modell gefragt</translation>
    </message>
    <message>
        <source>Tool called</source>
        <translation>Werkzeug aufgerufen</translation>
    </message>
    <message>
        <source>&lt; 1 ms</source>
        <translation>&lt; 1 ms</translation>
    </message>
    <message>
        <source>created</source>
        <comment>why a node was applied</comment>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>changed</source>
        <comment>why a node was applied</comment>
        <translation>geändert</translation>
    </message>
    <message>
        <source>retried</source>
        <comment>why a node was applied</comment>
        <translation>erneut versucht</translation>
    </message>
    <message>
        <source>started again</source>
        <comment>why a node was applied</comment>
        <translation>neu gestartet</translation>
    </message>
    <message>
        <source>tokens: %1</source>
        <translation>Tokens: %1</translation>
    </message>
    <message>
        <source>tool calls: %1</source>
        <translation>Werkzeugaufrufe: %1</translation>
    </message>
    <message>
        <source>nodes: %1</source>
        <translation>Knoten: %1</translation>
    </message>
    <message>
        <source>answered with an error</source>
        <translation>mit einem Fehler beantwortet</translation>
    </message>
    <message>
        <source>handled by a boundary</source>
        <translation>von einer Boundary aufgefangen</translation>
    </message>
    <message>
        <source>session: %1</source>
        <translation>Sitzung: %1</translation>
    </message>
    <message>
        <source>It began with the message %1 to %2 at %3.</source>
        <translation>Am Anfang stand die Nachricht %1 an %2 um %3.</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>Wiederhergestellt</translation>
    </message>
    <message>
        <source>Went back</source>
        <translation>Zurückgegangen</translation>
    </message>
    <message>
        <source>State set aside</source>
        <translation>Zustand beiseitegelegt</translation>
    </message>
    <message>
        <source>Journal repaired</source>
        <translation>Journal repariert</translation>
    </message>
    <message>
        <source>Journal set aside</source>
        <translation>Journal beiseitegelegt</translation>
    </message>
    <message>
        <source>Audit log repaired</source>
        <translation>Protokoll repariert</translation>
    </message>
    <message>
        <source>Lock taken over</source>
        <translation>Sperre entzogen</translation>
    </message>
    <message>
        <source>Forgotten</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>bytes dropped: %1</source>
        <translation>verworfene Bytes: %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Disabled</source>
        <comment>left out by its author</comment>
        <translation>Stillgelegt</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Its outputs are pinned: what is pinned is what runs.</source>
        <translation>Seine Ausgaben sind angeheftet: Was angeheftet ist, gilt.</translation>
    </message>
    <message>
        <source>Held back: it stays as it is until the next deploy.</source>
        <translation>Zurückgestellt: Es bleibt, wie es ist, bis zur nächsten Bereitstellung.</translation>
    </message>
    <message>
        <source>The next deploy creates it.</source>
        <translation>Die nächste Bereitstellung legt es an.</translation>
    </message>
    <message>
        <source>The next deploy updates it.</source>
        <translation>Die nächste Bereitstellung ändert es.</translation>
    </message>
    <message>
        <source>The next deploy destroys it.</source>
        <translation>Die nächste Bereitstellung zerstört es.</translation>
    </message>
    <message>
        <source>The next deploy cannot work it out.</source>
        <translation>Die nächste Bereitstellung kann es nicht berechnen.</translation>
    </message>
    <message>
        <source>The next deploy applies it again.</source>
        <translation>Die nächste Bereitstellung wendet es noch einmal an.</translation>
    </message>
</context>
<context>
    <name>creact::AuditModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>creact::AuditPane</name>
    <message>
        <source>Filter the audit log</source>
        <translation>Protokoll filtern</translation>
    </message>
    <message>
        <source>Filter by action, node or details</source>
        <translation>Nach Aktion, Knoten oder Einzelheiten filtern</translation>
    </message>
    <message>
        <source>Copy the selected entries as JSON</source>
        <translation>Ausgewählte Einträge als JSON kopieren</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Nothing matches “%1”</source>
        <translation>Nichts passt zu „%1“</translation>
    </message>
    <message>
        <source>The audit log is empty</source>
        <translation>Das Protokoll ist leer</translation>
    </message>
    <message>
        <source>Every deploy, message and change leaves a line here.</source>
        <translation>Jede Bereitstellung, Nachricht und Änderung hinterlässt hier eine Zeile.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>entries that match, of all</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Searching older entries: %1 of %2</source>
        <translation>Suche in älteren Einträgen: %1 von %2</translation>
    </message>
    <message>
        <source>Only the newest %1 of %2 have been searched.</source>
        <translation>Nur die neuesten %1 von %2 wurden durchsucht.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Search older entries</source>
        <translation>Ältere Einträge durchsuchen</translation>
    </message>
    <message>
        <source>%1 entries</source>
        <translation>%1 Einträge</translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation>1 Eintrag</translation>
    </message>
</context>
<context>
    <name>creact::ChatPane</name>
    <message>
        <source>%1 tokens in all</source>
        <translation>%1 Token insgesamt</translation>
    </message>
    <message>
        <source>Of all calls in the audit log: %1 asked, %2 answered</source>
        <translation>Aller Aufrufe im Protokoll: %1 gefragt, %2 geantwortet</translation>
    </message>
    <message>
        <source>This stack has no chat handler that takes messages</source>
        <translation>Dieser Stack hat keinen Chat-Handler, der Nachrichten annimmt</translation>
    </message>
    <message>
        <source>Deploying…</source>
        <translation>Wird bereitgestellt…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Deploy the stack to talk to it</source>
        <translation>Stellen Sie den Stack bereit, um mit ihm zu sprechen</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Ask something</source>
        <translation>Fragen Sie etwas</translation>
    </message>
    <message>
        <source>The answer appears here, and every step of it in the tree.</source>
        <translation>Die Antwort erscheint hier, und jeder ihrer Schritte im Baum.</translation>
    </message>
    <message>
        <source>No conversation yet</source>
        <translation>Noch kein Gespräch</translation>
    </message>
    <message>
        <source>Deploy the stack, then write to it here.</source>
        <translation>Stellen Sie den Stack bereit und schreiben Sie ihm dann hier.</translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation>Bereitstellen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Open this address in your browser?</source>
        <translation>Diese Adresse in Ihrem Browser öffnen?</translation>
    </message>
    <message>
        <source>This address is not opened from here</source>
        <translation>Diese Adresse wird von hier aus nicht geöffnet</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>The stack is read-only here: another process answers for it</source>
        <translation>Der Stack ist hier nur lesbar: Ein anderer Prozess antwortet für ihn</translation>
    </message>
    <message>
        <source>The stack document has problems</source>
        <translation>Das Stack-Dokument hat Probleme</translation>
    </message>
    <message>
        <source>The stored state cannot be read</source>
        <translation>Der gespeicherte Zustand kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>&amp;Forget this Conversation…</source>
        <translation>Dieses Gespräch &amp;vergessen…</translation>
    </message>
    <message>
        <source>Forget the conversation with %1?</source>
        <translation>Das Gespräch mit %1 vergessen?</translation>
    </message>
    <message>
        <source>Forget this conversation?</source>
        <translation>Dieses Gespräch vergessen?</translation>
    </message>
    <message>
        <source>Its messages and answers go for good: from the memory and the state, from all earlier states and from the steps of its turns. What is being answered now is cancelled. This cannot be undone.</source>
        <translation>Seine Nachrichten und Antworten werden endgültig entfernt: aus Gedächtnis und Zustand, aus allen früheren Zuständen und aus den Schritten seiner Anfragen. Was gerade beantwortet wird, wird abgebrochen. Das kann nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>Forget for good</source>
        <translation>Endgültig vergessen</translation>
    </message>
</context>
<context>
    <name>creact::CloseGuard</name>
    <message>
        <source>The stack “%1” is live.</source>
        <translation>Der Stack „%1“ ist live.</translation>
    </message>
    <message>
        <source>&amp;Stop and quit</source>
        <translation>&amp;Anhalten und beenden</translation>
    </message>
    <message>
        <source>&amp;Keep running in the background</source>
        <translation>Im &amp;Hintergrund weiterlaufen lassen</translation>
    </message>
    <message>
        <source>&amp;Show CReact Studio</source>
        <translation>CReact Studio an&amp;zeigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>Stopping keeps the state; the next deploy goes on from there.</source>
        <translation>Beim Anhalten bleibt der Zustand erhalten; das nächste Deploy macht dort weiter.</translation>
    </message>
    <message>
        <source>&amp;Save, stop and close</source>
        <translation>&amp;Speichern, anhalten und schließen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Discard, stop and close</source>
        <translation>&amp;Verwerfen, anhalten und schließen</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>&amp;Anhalten und schließen</translation>
    </message>
    <message>
        <source>“%1” is live, and its changes are not saved.</source>
        <translation>„%1“ läuft, und seine Änderungen sind nicht gespeichert.</translation>
    </message>
    <message>
        <source>The changes of “%1” are not saved.</source>
        <translation>Die Änderungen an „%1“ sind nicht gespeichert.</translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation>Offen lassen</translation>
    </message>
    <message>
        <source>The stack %1 is live.</source>
        <translation>Der Stack %1 läuft.</translation>
    </message>
    <message>
        <source>The stacks %1 are live.</source>
        <translation>Die Stacks %1 laufen.</translation>
    </message>
    <message>
        <source>Changes of %1 are not saved.</source>
        <translation>Änderungen an %1 sind nicht gespeichert.</translation>
    </message>
    <message>
        <source>&amp;Save and quit</source>
        <translation>&amp;Speichern und beenden</translation>
    </message>
    <message>
        <source>&amp;Save, stop and quit</source>
        <translation>&amp;Speichern, anhalten und beenden</translation>
    </message>
    <message>
        <source>&amp;Discard and quit</source>
        <translation>&amp;Verwerfen und beenden</translation>
    </message>
    <message>
        <source>&amp;Discard, stop and quit</source>
        <translation>&amp;Verwerfen, anhalten und beenden</translation>
    </message>
    <message>
        <source>%1: live</source>
        <comment>names of stacks</comment>
        <translation>%1: läuft</translation>
    </message>
</context>
<context>
    <name>creact::Composer</name>
    <message>
        <source>Send message</source>
        <translation>Nachricht senden</translation>
    </message>
    <message>
        <source>Chat handler</source>
        <translation>Chat-Handler</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Ask something</source>
        <translation>Fragen Sie etwas</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter begins a new line</source>
        <translation>Eingabe sendet, Umschalt+Eingabe beginnt eine neue Zeile</translation>
    </message>
</context>
<context>
    <name>creact::ConfirmBanner</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>creact::EndpointFacts</name>
    <message>
        <source>%1 %2</source>
        <comment>error, hint</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>creact::EndpointForm</name>
    <message>
        <source>Remove the ke&amp;y</source>
        <translation>Schlüssel &amp;entfernen</translation>
    </message>
    <message>
        <source>Re&amp;vert</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Sichern</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>work</source>
        <translation>arbeit</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>Basis-URL</translation>
    </message>
    <message>
        <source>Where the key comes from</source>
        <translation>Woher der Schlüssel kommt</translation>
    </message>
    <message>
        <source>Kept in the system keychain</source>
        <translation>Im Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>Taken from the environment or .env</source>
        <translation>Aus der Umgebung oder .env</translation>
    </message>
    <message>
        <source>None is needed</source>
        <translation>Keiner nötig</translation>
    </message>
    <message>
        <source>Model that is offered first</source>
        <translation>Modell, das zuerst angeboten wird</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Base URL</source>
        <translation>&amp;Basis-URL</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>Sch&amp;lüssel</translation>
    </message>
    <message>
        <source>Further headers</source>
        <translation>Weitere Kopfzeilen</translation>
    </message>
    <message>
        <source>&amp;Model that is offered first</source>
        <translation>&amp;Modell, das zuerst angeboten wird</translation>
    </message>
    <message>
        <source>Take back what was changed here</source>
        <translation>Zurücknehmen, was hier geändert wurde</translation>
    </message>
    <message>
        <source>Save this endpoint (Ctrl+S)</source>
        <translation>Diesen Endpunkt sichern (Strg+S)</translation>
    </message>
    <message>
        <source>The key for %1 is not sent to %2: it stays where it is. Enter the key for %2 below.</source>
        <translation>Der Schlüssel für %1 wird nicht an %2 gesendet: Er bleibt, wo er ist. Geben Sie unten den Schlüssel für %2 ein.</translation>
    </message>
    <message>
        <source>Kept; type to replace it</source>
        <translation>Aufbewahrt; zum Ersetzen tippen</translation>
    </message>
    <message>
        <source>Known until you quit; type to replace it</source>
        <translation>Bis zum Beenden bekannt; zum Ersetzen tippen</translation>
    </message>
    <message>
        <source>No key is sent.</source>
        <translation>Es wird kein Schlüssel gesendet.</translation>
    </message>
    <message>
        <source>There is one for this server: OPENAI_API_KEY.</source>
        <translation>Für diesen Server gibt es einen: OPENAI_API_KEY.</translation>
    </message>
    <message>
        <source>There is none for this server now. OPENAI_API_KEY counts when OPENAI_BASE_URL beside it has the same address.</source>
        <translation>Für diesen Server gibt es jetzt keinen. OPENAI_API_KEY gilt, wenn OPENAI_BASE_URL daneben dieselbe Adresse hat.</translation>
    </message>
    <message>
        <source>It will be kept in the system keychain, for this server only.</source>
        <translation>Er wird im Schlüsselbund des Systems aufbewahrt, nur für diesen Server.</translation>
    </message>
    <message>
        <source>Kept in the system keychain, for %1 only.</source>
        <translation>Im Schlüsselbund des Systems, nur für %1.</translation>
    </message>
    <message>
        <source>%1 The key is known until you quit, and written nowhere.</source>
        <comment>what is wrong with the keychain</comment>
        <translation>%1 Der Schlüssel ist bis zum Beenden bekannt und wird nirgends hingeschrieben.</translation>
    </message>
    <message>
        <source>It is being put into the system keychain…</source>
        <translation>Er wird in den Schlüsselbund des Systems gelegt …</translation>
    </message>
    <message>
        <source>%1 A key that you enter is known until you quit.</source>
        <comment>what is wrong with the keychain</comment>
        <translation>%1 Ein eingegebener Schlüssel ist bis zum Beenden bekannt.</translation>
    </message>
    <message>
        <source>None is kept. That of the environment is for the same server, and is used.</source>
        <translation>Keiner ist aufbewahrt. Der aus der Umgebung ist für denselben Server und wird verwendet.</translation>
    </message>
    <message>
        <source>None is kept. Most local servers need none.</source>
        <translation>Keiner ist aufbewahrt. Die meisten lokalen Server brauchen keinen.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>error, hint</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>This has characters that no key has.</source>
        <translation>Darin sind Zeichen, die kein Schlüssel hat.</translation>
    </message>
    <message>
        <source>Copy it again, without spaces and line breaks.</source>
        <translation>Kopieren Sie ihn noch einmal, ohne Leerzeichen und Zeilenumbrüche.</translation>
    </message>
    <message>
        <source>It needs a name.</source>
        <translation>Er braucht einen Namen.</translation>
    </message>
    <message>
        <source>Stacks name it by that.</source>
        <translation>Unter ihm nennen ihn die Stacks.</translation>
    </message>
</context>
<context>
    <name>creact::EndpointHeaders</name>
    <message>
        <source>Add a &amp;header</source>
        <translation>&amp;Kopfzeile hinzufügen</translation>
    </message>
    <message>
        <source>Remove this header</source>
        <translation>Diese Kopfzeile entfernen</translation>
    </message>
    <message>
        <source>Name of the header</source>
        <translation>Name der Kopfzeile</translation>
    </message>
    <message>
        <source>Value of the header</source>
        <translation>Wert der Kopfzeile</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheim</translation>
    </message>
    <message>
        <source>Kept in the system keychain, and never shown</source>
        <translation>Im Schlüsselbund des Systems aufbewahrt und nie gezeigt</translation>
    </message>
    <message>
        <source>Kept in the keychain; type to replace it</source>
        <translation>Im Schlüsselbund; zum Ersetzen tippen</translation>
    </message>
    <message>
        <source>Known until you quit; type to replace it</source>
        <translation>Bis zum Beenden bekannt; zum Ersetzen tippen</translation>
    </message>
    <message>
        <source>Its value</source>
        <translation>Ihr Wert</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>error, hint</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>creact::EndpointList</name>
    <message>
        <source>Model endpoints</source>
        <translation>Modell-Endpunkte</translation>
    </message>
    <message>
        <source>%1, not saved, %2</source>
        <comment>name, details</comment>
        <translation>%1, nicht gesichert, %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>name, details</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>creact::EndpointPane</name>
    <message>
        <source>&amp;Manage endpoints…</source>
        <translation>&amp;Endpunkte verwalten …</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>&amp;Verwenden</translation>
    </message>
    <message>
        <source>Model endpoint</source>
        <translation>Modell-Endpunkt</translation>
    </message>
    <message>
        <source>Takes effect with the next deploy.</source>
        <translation>Wirkt ab dem nächsten Bereitstellen.</translation>
    </message>
    <message>
        <source>In use now: %1</source>
        <translation>Jetzt in Gebrauch: %1</translation>
    </message>
    <message>
        <source>demo model</source>
        <translation>Demomodell</translation>
    </message>
    <message>
        <source>For this run</source>
        <translation>Für diesen Lauf</translation>
    </message>
    <message>
        <source>Demo model</source>
        <translation>Demomodell</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>.env of the stack</source>
        <translation>.env des Stacks</translation>
    </message>
    <message>
        <source>%1  ·  %2</source>
        <comment>name of an endpoint, its host</comment>
        <translation>%1  ·  %2</translation>
    </message>
</context>
<context>
    <name>creact::EndpointTestView</name>
    <message>
        <source>1 model</source>
        <translation>1 Modell</translation>
    </message>
    <message>
        <source>%1 models</source>
        <translation>%1 Modelle</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>with a key</source>
        <translation>mit Schlüssel</translation>
    </message>
    <message>
        <source>without a key</source>
        <translation>ohne Schlüssel</translation>
    </message>
    <message>
        <source>server: %1</source>
        <translation>Server: %1</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <comment>names of models, a number</comment>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1 wird gefragt …</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Wait no longer for an answer</source>
        <translation>Nicht länger auf eine Antwort warten</translation>
    </message>
    <message>
        <source>Ask it for its models, and say what is wrong</source>
        <translation>Nach seinen Modellen fragen und sagen, was nicht stimmt</translation>
    </message>
    <message>
        <source>It works</source>
        <translation>Er antwortet</translation>
    </message>
</context>
<context>
    <name>creact::EndpointsDesk</name>
    <message>
        <source>Changes of endpoints are not saved.</source>
        <translation>Änderungen an Endpunkten sind nicht gesichert.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Sichern</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation>Offen lassen</translation>
    </message>
</context>
<context>
    <name>creact::EndpointsPage</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>%1 Set up an endpoint of your own with New, or look for servers on this computer.</source>
        <translation>%1 Richten Sie mit „Neu“ einen eigenen Endpunkt ein oder suchen Sie nach Servern auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>New endpoint</source>
        <translation>Neuer Endpunkt</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>&amp;Find local servers</source>
        <translation>&amp;Lokale Server suchen</translation>
    </message>
    <message>
        <source>Model endpoints</source>
        <translation>Modell-Endpunkte</translation>
    </message>
    <message>
        <source>The servers that models are asked at. A key is sent to the server that it was entered for, and to no other.</source>
        <translation>Die Server, bei denen Modelle gefragt werden. Ein Schlüssel geht an den Server, für den er eingegeben wurde, und an keinen anderen.</translation>
    </message>
    <message>
        <source>Back to where you were (Esc)</source>
        <translation>Zurück (Esc)</translation>
    </message>
    <message>
        <source>Look for Ollama, LM Studio, llama.cpp, vLLM and others on this computer</source>
        <translation>Auf diesem Rechner nach Ollama, LM Studio, llama.cpp, vLLM und anderen suchen</translation>
    </message>
    <message>
        <source>key of the environment</source>
        <translation>Schlüssel der Umgebung</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>kein Schlüssel</translation>
    </message>
    <message>
        <source>key in the keychain</source>
        <translation>Schlüssel im Schlüsselbund</translation>
    </message>
    <message>
        <source>key until you quit</source>
        <translation>Schlüssel bis zum Beenden</translation>
    </message>
    <message>
        <source>%1  ·  %2</source>
        <comment>host, where its key is</comment>
        <translation>%1  ·  %2</translation>
    </message>
    <message>
        <source>Demo model</source>
        <translation>Demomodell</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>noch nicht gesichert</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>nicht zu gebrauchen</translation>
    </message>
    <message>
        <source>with a key</source>
        <translation>mit Schlüssel</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>.env of the stack</source>
        <translation>.env des Stacks</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>error, hint</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>CREACT_ENDPOINT or OPENAI_BASE_URL and OPENAI_API_KEY, as this program was started with. It is used by stacks that have no endpoint chosen.</source>
        <translation>CREACT_ENDPOINT oder OPENAI_BASE_URL und OPENAI_API_KEY, wie beim Start dieses Programms. Stacks, für die kein Endpunkt gewählt ist, verwenden ihn.</translation>
    </message>
    <message>
        <source>The file .env beside the stack’s document. It is used by stacks there that have no endpoint chosen, unless the environment says something.</source>
        <translation>Die Datei .env neben dem Dokument des Stacks. Stacks dort, für die kein Endpunkt gewählt ist, verwenden ihn, wenn die Umgebung nichts sagt.</translation>
    </message>
    <message>
        <source>Built in, with no key and no network. Its answers are canned: good for trying things out. It is used while nothing else is set up or chosen.</source>
        <translation>Eingebaut, ohne Schlüssel und ohne Netz. Seine Antworten sind vorgefertigt: gut zum Ausprobieren. Er wird verwendet, solange nichts anderes eingerichtet oder gewählt ist.</translation>
    </message>
    <message>
        <source>Use for “%1”</source>
        <translation>Für „%1“ verwenden</translation>
    </message>
    <message>
        <source>Takes effect with the next deploy</source>
        <translation>Wirkt ab dem nächsten Bereitstellen</translation>
    </message>
    <message>
        <source>Used by “%1”</source>
        <translation>Von „%1“ verwendet</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>„%1“ entfernen?</translation>
    </message>
    <message>
        <source>It has not been saved.</source>
        <translation>Er ist nicht gesichert.</translation>
    </message>
    <message>
        <source>Stacks that name it cannot ask their models until it is there again.</source>
        <translation>Stacks, die ihn nennen, können ihre Modelle nicht fragen, bis es ihn wieder gibt.</translation>
    </message>
    <message>
        <source>%1 Its key is removed too, unless another endpoint is at the same server.</source>
        <translation>%1 Sein Schlüssel wird mit entfernt, außer wenn ein anderer Endpunkt auf demselben Server ist.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the key for %1?</source>
        <translation>Den Schlüssel für %1 entfernen?</translation>
    </message>
    <message>
        <source>It is removed from the system keychain; every endpoint at this server loses it.</source>
        <translation>Er wird aus dem Schlüsselbund des Systems entfernt; jeder Endpunkt auf diesem Server verliert ihn.</translation>
    </message>
    <message>
        <source>Remove the key</source>
        <translation>Schlüssel entfernen</translation>
    </message>
    <message>
        <source>Servers on this computer</source>
        <translation>Server auf diesem Rechner</translation>
    </message>
</context>
<context>
    <name>creact::LocalServersView</name>
    <message>
        <source>wants a key</source>
        <translation>verlangt einen Schlüssel</translation>
    </message>
    <message>
        <source>has no models yet</source>
        <translation>hat noch keine Modelle</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>1 Modell</translation>
    </message>
    <message>
        <source>%1 models</source>
        <translation>%1 Modelle</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>how many models, their names</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Noch einmal suchen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Looking on the usual ports of this computer…</source>
        <translation>Auf den üblichen Ports dieses Rechners wird gesucht …</translation>
    </message>
    <message>
        <source>No model server answers on the usual ports of this computer. Start Ollama, LM Studio, llama.cpp or vLLM, then look again.</source>
        <translation>Auf den üblichen Ports dieses Rechners antwortet kein Modell-Server. Starten Sie Ollama, LM Studio, llama.cpp oder vLLM und suchen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Nobody has looked to the end.</source>
        <translation>Die Suche wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
</context>
<context>
    <name>creact::WelcomeModels</name>
    <message>
        <source>Find models on this computer</source>
        <translation>Modelle auf diesem Rechner suchen</translation>
    </message>
    <message>
        <source>Stacks answer with the built-in demo model.</source>
        <translation>Stacks antworten mit dem eingebauten Demomodell.</translation>
    </message>
    <message>
        <source>Models on this computer</source>
        <translation>Modelle auf diesem Rechner</translation>
    </message>
    <message>
        <source>The next stack that you make uses what you added last.</source>
        <translation>Der nächste Stack, den Sie anlegen, verwendet, was Sie zuletzt hinzugefügt haben.</translation>
    </message>
</context>
<context>
    <name>creact::EndpointSettings</name>
    <message>
        <source>There is an endpoint of that name already.</source>
        <translation>Einen Endpunkt dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>This is not the address of a web server.</source>
        <translation>Das ist keine Adresse eines Webservers.</translation>
    </message>
    <message>
        <source>Write it with its scheme: https://api.openai.com/v1</source>
        <translation>Schreiben Sie sie mit ihrem Schema: https://api.openai.com/v1</translation>
    </message>
    <message>
        <source>The address must not contain a password.</source>
        <translation>Die Adresse darf kein Passwort enthalten.</translation>
    </message>
    <message>
        <source>Put the key into the field below.</source>
        <translation>Tragen Sie den Schlüssel in das Feld darunter ein.</translation>
    </message>
</context>
<context>
    <name>creact::HistoryBrowser</name>
    <message>
        <source>Nodes of this state</source>
        <translation>Knoten dieses Zustands</translation>
    </message>
    <message>
        <source>Earlier states</source>
        <translation>Frühere Zustände</translation>
    </message>
    <message>
        <source>Nobody could read this state; it was moved out of the way as it was.</source>
        <translation>Niemand konnte diesen Zustand lesen; er wurde unverändert beiseitegelegt.</translation>
    </message>
</context>
<context>
    <name>creact::HistoryModel</name>
    <message>
        <source>Set aside</source>
        <translation>Beiseitegelegt</translation>
    </message>
    <message>
        <source>Salvaged</source>
        <translation>Gerettet</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
</context>
<context>
    <name>creact::HistoryPane</name>
    <message>
        <source>Go back to this state…</source>
        <translation>Zu diesem Zustand zurück…</translation>
    </message>
    <message>
        <source>No earlier states yet</source>
        <translation>Noch keine früheren Zustände</translation>
    </message>
    <message>
        <source>Each time the state is written anew, the one before is kept here.</source>
        <translation>Jedes Mal, wenn der Zustand neu geschrieben wird, bleibt der vorige hier erhalten.</translation>
    </message>
    <message>
        <source>The stack is read-only here.</source>
        <translation>Der Stack kann hier nur gelesen werden.</translation>
    </message>
    <message>
        <source>Stop the stack first: a live stack cannot go back.</source>
        <translation>Halten Sie den Stack zuerst an: Ein laufender Stack kann nicht zurück.</translation>
    </message>
    <message>
        <source>This state cannot be gone back to.</source>
        <translation>Zu diesem Zustand führt kein Weg zurück.</translation>
    </message>
    <message>
        <source>Go back to the state of %1?</source>
        <translation>Zum Zustand von %1 zurück?</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The stored state cannot be read: decide above.</source>
        <translation>Der gespeicherte Zustand kann nicht gelesen werden: Entscheiden Sie oben.</translation>
    </message>
    <message>
        <source>Nodes, conversations and stores become what they were then. The state of now stays in this list.</source>
        <translation>Knoten, Gespräche und Speicher werden, was sie damals waren. Der jetzige Zustand bleibt in dieser Liste.</translation>
    </message>
</context>
<context>
    <name>creact::InspectorPane</name>
    <message>
        <source>Its calls are allowed without asking</source>
        <translation>Seine Aufrufe sind ohne Nachfrage erlaubt</translation>
    </message>
    <message>
        <source>Since %1.</source>
        <translation>Seit %1.</translation>
    </message>
    <message>
        <source>Since %1, by %2.</source>
        <translation>Seit %1, durch %2.</translation>
    </message>
    <message>
        <source>Ask again from now on</source>
        <translation>Ab jetzt wieder fragen</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Select a row of the tree to see its properties, outputs and why it ran.</source>
        <translation>Wählen Sie eine Zeile im Baum, um ihre Eigenschaften und Ausgaben zu sehen und warum sie lief.</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Properties, outputs and store</source>
        <translation>Eigenschaften, Ausgaben und Speicher</translation>
    </message>
    <message>
        <source>It has not been applied yet.</source>
        <translation>Noch nicht angewendet.</translation>
    </message>
    <message>
        <source>There is no documentation for this element.</source>
        <translation>Zu diesem Element gibt es keine Beschreibung.</translation>
    </message>
    <message>
        <source>In the document: %1</source>
        <translation>Im Dokument: %1</translation>
    </message>
    <message>
        <source>A finished turn. Its steps are below it in the tree.</source>
        <translation>Eine beendete Anfrage. Ihre Schritte stehen darunter im Baum.</translation>
    </message>
    <message>
        <source>This element has no properties and no outputs.</source>
        <translation>Dieses Element hat weder Eigenschaften noch Ausgaben.</translation>
    </message>
    <message>
        <source>Only constructs are applied, and have a cause.</source>
        <translation>Nur Konstrukte werden angewendet und haben eine Ursache.</translation>
    </message>
    <message>
        <source>Edit value</source>
        <translation>Wert bearbeiten</translation>
    </message>
</context>
<context>
    <name>creact::JsonView</name>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation>noch nicht da</translation>
    </message>
</context>
<context>
    <name>creact::KeepingPane</name>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>What is kept</source>
        <translation>Was aufbewahrt wird</translation>
    </message>
    <message>
        <source>Finished &amp;turns</source>
        <translation>Beendete An&amp;fragen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>&amp;Audit entries</source>
        <translation>&amp;Protokolleinträge</translation>
    </message>
    <message>
        <source>&amp;Earlier states</source>
        <translation>Frühere &amp;Zustände</translation>
    </message>
    <message>
        <source>All of these, at most &amp;days</source>
        <translation>All dies höchstens &amp;Tage</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Unbegrenzt</translation>
    </message>
    <message>
        <source>Takes effect when a stack is opened the next time.</source>
        <translation>Gilt, sobald das nächste Mal ein Stack geöffnet wird.</translation>
    </message>
    <message>
        <source>Of each stack, beside the state it has now. What is older or more than this is removed for good. A conversation is kept as long as the stack remembers it.</source>
        <translation>Von jedem Stack, neben seinem jetzigen Zustand. Was älter oder mehr ist, wird endgültig entfernt. Ein Gespräch bleibt, solange sich der Stack daran erinnert.</translation>
    </message>
    <message>
        <source>0: %1</source>
        <translation>0: %1</translation>
    </message>
</context>
<context>
    <name>creact::MainWindow</name>
    <message>
        <source>Show the problem</source>
        <translation>Problem zeigen</translation>
    </message>
    <message>
        <source>CReact Studio</source>
        <translation>CReact Studio</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>About CReact Studio</source>
        <translation>Über CReact Studio</translation>
    </message>
    <message>
        <source>CReact Studio %1</source>
        <translation>CReact Studio %1</translation>
    </message>
    <message>
        <source>A declarative reactive runtime for agents and automations.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Eine deklarative, reaktive Laufzeitumgebung für Agenten und Automationen.
Freie Software unter der GNU General Public License, Version 3 oder neuer.</translation>
    </message>
    <message>
        <source>%1[*] — CReact Studio</source>
        <comment>name of the stack</comment>
        <translation>%1[*] — CReact Studio</translation>
    </message>
    <message>
        <source>A stack that was open is no longer there</source>
        <translation>Ein Stack, der offen war, ist nicht mehr da</translation>
    </message>
    <message>
        <source>%1 stacks that were open are no longer there</source>
        <translation>%1 Stacks, die offen waren, sind nicht mehr da</translation>
    </message>
</context>
<context>
    <name>creact::MarkdownView</name>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>[image: %1]</source>
        <translation>[Bild: %1]</translation>
    </message>
</context>
<context>
    <name>creact::Menus</name>
    <message>
        <source>Ctrl+,</source>
        <translation>Ctrl+,</translation>
    </message>
    <message>
        <source>&amp;New from Template…</source>
        <translation>&amp;Neu aus Vorlage…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Re&amp;load from Disk</source>
        <translation>Von der Platte neu &amp;laden</translation>
    </message>
    <message>
        <source>Ctrl+Shift+R</source>
        <translation>Ctrl+Shift+R</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>F5</source>
        <translation>F5</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Shift+F5</source>
        <translation>Shift+F5</translation>
    </message>
    <message>
        <source>&amp;Retry Node</source>
        <translation>Knoten e&amp;rneut versuchen</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>Next &amp;Failed Node</source>
        <translation>Nächster &amp;fehlgeschlagener Knoten</translation>
    </message>
    <message>
        <source>F8</source>
        <translation>F8</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Stack &amp;Tree</source>
        <translation>Stack-&amp;Baum</translation>
    </message>
    <message>
        <source>Ctrl+1</source>
        <translation>Ctrl+1</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>&amp;Inspektor</translation>
    </message>
    <message>
        <source>Ctrl+2</source>
        <translation>Ctrl+2</translation>
    </message>
    <message>
        <source>&amp;Chat</source>
        <translation>&amp;Chat</translation>
    </message>
    <message>
        <source>Ctrl+3</source>
        <translation>Ctrl+3</translation>
    </message>
    <message>
        <source>&amp;Audit Log</source>
        <translation>&amp;Protokoll</translation>
    </message>
    <message>
        <source>Ctrl+4</source>
        <translation>Ctrl+4</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>P&amp;robleme</translation>
    </message>
    <message>
        <source>Ctrl+5</source>
        <translation>Ctrl+5</translation>
    </message>
    <message>
        <source>&amp;About CReact Studio</source>
        <translation>&amp;Über CReact Studio</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>command, shortcut</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Stack</source>
        <translation>&amp;Stack</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>%1 (missing)</source>
        <translation>%1 (fehlt)</translation>
    </message>
    <message>
        <source>&amp;System Colours</source>
        <translation>&amp;Systemfarben</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>What Is &amp;Kept…</source>
        <translation>Was a&amp;ufbewahrt wird…</translation>
    </message>
    <message>
        <source>Forget &amp;Conversation…</source>
        <translation>&amp;Gespräch vergessen…</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>Ctrl+6</source>
        <translation>Ctrl+6</translation>
    </message>
    <message>
        <source>Open State &amp;Folder…</source>
        <translation>&amp;Zustandsordner öffnen …</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translation>Ctrl+Shift+S</translation>
    </message>
    <message>
        <source>&amp;Close Tab</source>
        <translation>&amp;Tab schließen</translation>
    </message>
    <message>
        <source>Ctrl+W</source>
        <translation>Ctrl+W</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Z</source>
        <translation>Ctrl+Shift+Z</translation>
    </message>
    <message>
        <source>&amp;Find in the Tree</source>
        <translation>Im Baum &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Deploy…</source>
        <translation>&amp;Deploy …</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>&amp;Plan</translation>
    </message>
    <message>
        <source>Ctrl+F5</source>
        <translation>Ctrl+F5</translation>
    </message>
    <message>
        <source>Retry &amp;All Failed</source>
        <translation>&amp;Alle fehlgeschlagenen wiederholen</translation>
    </message>
    <message>
        <source>R&amp;e-run Node</source>
        <translation>Knoten &amp;erneut ausführen</translation>
    </message>
    <message>
        <source>P&amp;in Outputs</source>
        <translation>Ausgaben fest&amp;halten</translation>
    </message>
    <message>
        <source>Destroy &amp;Node…</source>
        <translation>K&amp;noten zerstören …</translation>
    </message>
    <message>
        <source>Manage E&amp;ndpoints…</source>
        <translation>E&amp;ndpunkte verwalten …</translation>
    </message>
    <message>
        <source>&amp;Model Endpoint…</source>
        <translation>&amp;Modell-Endpunkt …</translation>
    </message>
    <message>
        <source>Destroy Stac&amp;k…</source>
        <translation>Stac&amp;k zerstören …</translation>
    </message>
    <message>
        <source>&amp;Document Text</source>
        <translation>&amp;Dokumenttext</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Ctrl+T</translation>
    </message>
    <message>
        <source>&amp;Next Tab</source>
        <translation>&amp;Nächster Tab</translation>
    </message>
    <message>
        <source>Ctrl+Tab</source>
        <translation>Ctrl+Tab</translation>
    </message>
    <message>
        <source>Pre&amp;vious Tab</source>
        <translation>&amp;Voriger Tab</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Tab</source>
        <translation>Ctrl+Shift+Tab</translation>
    </message>
    <message>
        <source>Flash C&amp;hanges</source>
        <translation>Änderungen au&amp;fblitzen lassen</translation>
    </message>
    <message>
        <source>Ctrl+Y</source>
        <translation>Ctrl+Y</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Deploy&amp;ments</source>
        <translation>Deploy&amp;ments</translation>
    </message>
    <message>
        <source>Ctrl+7</source>
        <translation>Ctrl+7</translation>
    </message>
</context>
<context>
    <name>creact::ProblemsModel</name>
    <message>
        <source>%1 %2</source>
        <comment>problem, hint</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
</context>
<context>
    <name>creact::ProblemsPane</name>
    <message>
        <source>Problems of the document</source>
        <translation>Probleme des Dokuments</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message>
        <source>The stack document is in order.</source>
        <translation>Das Stack-Dokument ist in Ordnung.</translation>
    </message>
    <message>
        <source>Open document in editor</source>
        <translation>Dokument im Editor öffnen</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Copy all problems</source>
        <translation>Alle Probleme kopieren</translation>
    </message>
</context>
<context>
    <name>creact::RecoveryBanner</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Einzelheiten ausblenden</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message numerus="yes">
        <source>The audit log tells of %n more.</source>
        <translation>
            <numerusform>Das Protokoll nennt %n weitere Tatsache.</numerusform>
            <numerusform>Das Protokoll nennt %n weitere Tatsachen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show %1 in the tree</source>
        <translation>%1 im Baum zeigen</translation>
    </message>
</context>
<context>
    <name>creact::SidePanels</name>
    <message>
        <source>A tool waits for your approval</source>
        <translation>Ein Werkzeug wartet auf Ihre Freigabe</translation>
    </message>
    <message>
        <source>Show in the chat</source>
        <translation>Im Chat zeigen</translation>
    </message>
    <message>
        <source>Inspector or chat</source>
        <translation>Inspektor oder Chat</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
</context>
<context>
    <name>creact::StackBanners</name>
    <message>
        <source>Read-only: a stored state, no document</source>
        <translation>Nur lesen: ein gespeicherter Zustand ohne Dokument</translation>
    </message>
    <message>
        <source>Open a stack document to deploy and change things.</source>
        <translation>Öffnen Sie ein Stack-Dokument, um etwas bereitzustellen und zu ändern.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut nachsehen</translation>
    </message>
    <message>
        <source>Take over…</source>
        <translation>Übernehmen…</translation>
    </message>
    <message>
        <source>Take the stack from process %1 on %2?</source>
        <translation>Den Stack vom Prozess %1 auf %2 übernehmen?</translation>
    </message>
    <message>
        <source>That process stops before its next change, and what it is doing now may be done twice. The audit log keeps who took over from whom. Take over only when it does not answer any more.</source>
        <translation>Jener Prozess hält vor seiner nächsten Änderung an, und was er gerade tut, geschieht vielleicht zweimal. Das Protokoll hält fest, wer von wem übernommen hat. Übernehmen Sie nur, wenn er nicht mehr antwortet.</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>The stack document has problems</source>
        <translation>Das Stack-Dokument hat Probleme</translation>
    </message>
    <message>
        <source>It can be deployed once they are solved.</source>
        <translation>Er kann bereitgestellt werden, sobald sie gelöst sind.</translation>
    </message>
    <message>
        <source>Show problems</source>
        <translation>Probleme anzeigen</translation>
    </message>
    <message>
        <source>Show node</source>
        <translation>Knoten anzeigen</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Another process has this stack</source>
        <translation>Ein anderer Prozess hat diesen Stack</translation>
    </message>
    <message>
        <source>%1 has held its lock since %2: process %3 on %4, until %5 unless it is renewed. The document can be edited and saved; it cannot be deployed from here.</source>
        <translation>%1 hält die Sperre seit %2: Prozess %3 auf %4, bis %5, wenn sie nicht erneuert wird. Das Dokument kann bearbeitet und gespeichert, aber von hier aus nicht deployt werden.</translation>
    </message>
</context>
<context>
    <name>creact::StackTreeModel</name>
    <message>
        <source>%1 %2, %3</source>
        <comment>element, name, state</comment>
        <translation>%1 %2, %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>element, name</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>wartet auf %1</translation>
    </message>
    <message>
        <source>Element</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Notiz: %1</translation>
    </message>
</context>
<context>
    <name>creact::StatusPill</name>
    <message>
        <source>Opening</source>
        <translation>Wird geöffnet</translation>
    </message>
    <message>
        <source>Deploying %1 of %2</source>
        <translation>%1 von %2 bereitgestellt</translation>
    </message>
    <message>
        <source>Deploying</source>
        <translation>Wird bereitgestellt</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird angehalten</translation>
    </message>
    <message numerus="yes">
        <source>Live, %n failed</source>
        <translation>
            <numerusform>Live, %n fehlgeschlagen</numerusform>
            <numerusform>Live, %n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message numerus="yes">
        <source>Idle, %n failed</source>
        <translation>
            <numerusform>Ruht, %n fehlgeschlagen</numerusform>
            <numerusform>Ruht, %n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Ruht</translation>
    </message>
    <message>
        <source>State of the stack: %1</source>
        <translation>Zustand des Stacks: %1</translation>
    </message>
    <message>
        <source>Go to the next failed node (F8)</source>
        <translation>Zum nächsten fehlgeschlagenen Knoten (F8)</translation>
    </message>
    <message>
        <source>Stored state</source>
        <translation>Gespeicherter Zustand</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
</context>
<context>
    <name>creact::ToolBar</name>
    <message>
        <source>Deploy</source>
        <translation>Bereitstellen</translation>
    </message>
    <message>
        <source>Open the stack’s web page in the browser</source>
        <translation>Webseite des Stacks im Browser öffnen</translation>
    </message>
    <message>
        <source>Choose the model endpoint</source>
        <translation>Modell-Endpunkt wählen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Demo model</source>
        <translation>Demomodell</translation>
    </message>
    <message>
        <source>Model endpoint: %1</source>
        <translation>Modell-Endpunkt: %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop the stack; its state is kept (Shift+F5)</source>
        <translation>Stack anhalten; sein Zustand bleibt erhalten (Umschalt+F5)</translation>
    </message>
    <message>
        <source>Nothing can be deployed now</source>
        <translation>Jetzt kann nichts bereitgestellt werden</translation>
    </message>
    <message>
        <source>Deploy changes…</source>
        <translation>Änderungen deployen …</translation>
    </message>
    <message>
        <source>See what deploying the edited document would do (F5)</source>
        <translation>Ansehen, was ein Deploy des bearbeiteten Dokuments täte (F5)</translation>
    </message>
    <message>
        <source>See what a deploy would do, then make the stack real (F5)</source>
        <translation>Ansehen, was ein Deploy täte, und den Stack dann lebendig machen (F5)</translation>
    </message>
</context>
<context>
    <name>creact::TreePane</name>
    <message>
        <source>Stack tree</source>
        <translation>Stack-Baum</translation>
    </message>
    <message>
        <source>Filter the stack tree</source>
        <translation>Stack-Baum filtern</translation>
    </message>
    <message>
        <source>Filter by element, name, state or output</source>
        <translation>Nach Element, Name, Zustand oder Ausgabe filtern</translation>
    </message>
    <message>
        <source>Expand all</source>
        <translation>Alles aufklappen</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>Alles zuklappen</translation>
    </message>
    <message>
        <source>Nothing matches “%1”</source>
        <translation>Nichts passt zu „%1“</translation>
    </message>
    <message>
        <source>The filter looks at elements, names, ids, states and outputs.</source>
        <translation>Der Filter betrachtet Elemente, Namen, Kennungen, Zustände und Ausgaben.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>No elements</source>
        <translation>Keine Elemente</translation>
    </message>
    <message>
        <source>The elements of the stack document appear here, each with its state.</source>
        <translation>Hier erscheinen die Elemente des Stack-Dokuments, jedes mit seinem Zustand.</translation>
    </message>
    <message>
        <source>Add an element (Insert)</source>
        <translation>Element hinzufügen (Einfg)</translation>
    </message>
</context>
<context>
    <name>creact::TurnView</name>
    <message>
        <source>Ask again</source>
        <translation>Noch einmal fragen</translation>
    </message>
    <message>
        <source>End this turn without an answer (Esc)</source>
        <translation>Diese Runde ohne Antwort beenden (Esc)</translation>
    </message>
    <message>
        <source>Send the same message once more</source>
        <translation>Dieselbe Nachricht noch einmal senden</translation>
    </message>
    <message>
        <source>%1 asked, %2 answered</source>
        <translation>%1 gefragt, %2 geantwortet</translation>
    </message>
    <message>
        <source>%1 waits for your approval</source>
        <translation>%1 wartet auf Ihre Freigabe</translation>
    </message>
    <message>
        <source>Calling %1…</source>
        <translation>%1 wird aufgerufen …</translation>
    </message>
    <message>
        <source>%1 answers…</source>
        <translation>%1 antwortet …</translation>
    </message>
    <message>
        <source>%1 thinks…</source>
        <translation>%1 denkt nach …</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1 wird gefragt …</translation>
    </message>
    <message>
        <source>the endpoint failed</source>
        <translation>der Endpunkt hat versagt</translation>
    </message>
    <message>
        <source>rate limited</source>
        <translation>zu viele Anfragen</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>%1 is asked again in %2 s (attempt %3): %4</source>
        <translation>%1 wird in %2 s noch einmal gefragt (Versuch %3): %4</translation>
    </message>
    <message>
        <source>%1 is asked again (attempt %2): %3</source>
        <translation>%1 wird noch einmal gefragt (Versuch %2): %3</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Show steps</source>
        <translation>Schritte anzeigen</translation>
    </message>
    <message>
        <source>Select this turn in the stack tree</source>
        <translation>Diese Anfrage im Stack-Baum auswählen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>You: %1</source>
        <translation>Sie: %1</translation>
    </message>
    <message>
        <source>The message was not answered.</source>
        <translation>Die Nachricht wurde nicht beantwortet.</translation>
    </message>
    <message>
        <source>You stopped this turn.</source>
        <translation>Sie haben diese Anfrage abgebrochen.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>Waiting for its turn…</source>
        <translation>Wartet, bis sie an der Reihe ist…</translation>
    </message>
    <message>
        <source>Waits for a part of the stack that has failed; the tree shows it.</source>
        <translation>Wartet auf einen Teil des Stacks, der fehlgeschlagen ist; der Baum zeigt ihn.</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>In Arbeit…</translation>
    </message>
    <message>
        <source>%1…</source>
        <comment>activity</comment>
        <translation>%1…</translation>
    </message>
</context>
<context>
    <name>creact::UnreadablePane</name>
    <message>
        <source>Go back to this state</source>
        <translation>Zu diesem Zustand zurück</translation>
    </message>
    <message>
        <source>Start empty (keep the file aside)</source>
        <translation>Leer beginnen (Datei beiseitelegen)</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>The stored state cannot be read</source>
        <translation>Der gespeicherte Zustand kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>A newer version wrote this state</source>
        <translation>Eine neuere Version hat diesen Zustand geschrieben</translation>
    </message>
    <message>
        <source>Open it with that version. Nothing has been changed, and nothing can be deployed from here.</source>
        <translation>Öffnen Sie ihn mit jener Version. Nichts wurde geändert, und von hier aus kann nichts bereitgestellt werden.</translation>
    </message>
    <message>
        <source>The file is as it was found: nothing has been changed, and nothing is deployed until you decide.</source>
        <translation>Die Datei ist, wie sie vorgefunden wurde: Nichts wurde geändert, und nichts wird bereitgestellt, bis Sie entscheiden.</translation>
    </message>
    <message>
        <source>Earlier states</source>
        <translation>Frühere Zustände</translation>
    </message>
    <message>
        <source>There are no earlier states.</source>
        <translation>Es gibt keine früheren Zustände.</translation>
    </message>
</context>
<context>
    <name>creact::ValueModel</name>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation>noch nicht da</translation>
    </message>
    <message>
        <source>Binding: %1</source>
        <translation>Bindung: %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>creact::WelcomePane</name>
    <message>
        <source>Back to the stack</source>
        <translation>Zurück zum Stack</translation>
    </message>
    <message>
        <source>Begin with a template</source>
        <translation>Mit einer Vorlage beginnen</translation>
    </message>
    <message>
        <source>CReact Studio</source>
        <translation>CReact Studio</translation>
    </message>
    <message>
        <source>Declare an agent or an automation as a tree, deploy it, and watch every part of it work. Outputs flow back into the tree; nothing that finished is done twice.</source>
        <translation>Beschreiben Sie einen Agenten oder eine Automation als Baum, stellen Sie ihn bereit und sehen Sie jedem Teil bei der Arbeit zu. Ausgaben fließen in den Baum zurück; nichts, was fertig ist, wird zweimal getan.</translation>
    </message>
    <message>
        <source>&amp;Open a stack…</source>
        <translation>Stack ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Find a template or a recent stack</source>
        <translation>Vorlage oder zuletzt geöffneten Stack suchen</translation>
    </message>
    <message>
        <source>No template is called that.</source>
        <translation>Keine Vorlage heißt so.</translation>
    </message>
</context>
<context>
    <name>creact::Workspace</name>
    <message>
        <source>Deployments</source>
        <translation>Anwendungen</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>More about this conversation</source>
        <translation>Mehr zu diesem Gespräch</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>Probleme (%1)</translation>
    </message>
    <message>
        <source>The steps of this turn are no longer kept.</source>
        <translation>Die Schritte dieser Anfrage werden nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>The tree keeps the nodes of the newest finished turns.</source>
        <translation>Der Baum behält die Knoten der neuesten beendeten Anfragen.</translation>
    </message>
</context>
<context>
    <name>PlanWords</name>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>known after apply</source>
        <translation>nach dem Anwenden bekannt</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>old value, new value</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>failed before: %1</source>
        <translation>vorher fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>property, its change</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 change</source>
        <comment>properties</comment>
        <translation>%1 ändern sich</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>no longer in the document</source>
        <translation>nicht mehr im Dokument</translation>
    </message>
    <message>
        <source>begins anew with each start</source>
        <translation>beginnt mit jedem Start neu</translation>
    </message>
    <message>
        <source>%1 to create</source>
        <translation>%1 anzulegen</translation>
    </message>
    <message>
        <source>%1 to update</source>
        <translation>%1 zu ändern</translation>
    </message>
    <message>
        <source>%1 to delete</source>
        <translation>%1 zu löschen</translation>
    </message>
    <message>
        <source>%1 to retry</source>
        <translation>%1 zu wiederholen</translation>
    </message>
    <message>
        <source>%1 blocked</source>
        <translation>%1 blockiert</translation>
    </message>
    <message>
        <source>%1 to start</source>
        <translation>%1 zu starten</translation>
    </message>
    <message>
        <source>%1 unchanged</source>
        <translation>%1 unverändert</translation>
    </message>
    <message>
        <source>1 model or tool call will be made</source>
        <translation>1 Modell- oder Werkzeugaufruf wird gemacht</translation>
    </message>
    <message numerus="yes">
        <source>%n model or tool calls will be made</source>
        <translation>
            <numerusform>%n Modell- oder Werkzeugaufruf wird gemacht</numerusform>
            <numerusform>%n Modell- oder Werkzeugaufrufe werden gemacht</numerusform>
        </translation>
    </message>
    <message>
        <source>Port: %1</source>
        <translation>Port: %1</translation>
    </message>
    <message>
        <source>Host: %1</source>
        <translation>Rechner: %1</translation>
    </message>
    <message>
        <source>Folder: %1</source>
        <translation>Ordner: %1</translation>
    </message>
    <message>
        <source>Reads the file: %1</source>
        <translation>Liest die Datei: %1</translation>
    </message>
    <message>
        <source>Writes the file: %1</source>
        <translation>Schreibt die Datei: %1</translation>
    </message>
    <message>
        <source>Command: %1</source>
        <translation>Befehl: %1</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>Am Werk</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
</context>
<context>
    <name>creact::PlanModel</name>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>Nicht gemacht</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Destroying</source>
        <translation>Wird entfernt</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>Am Werk</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Was sich ändert</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>model call</source>
        <translation>Modellaufruf</translation>
    </message>
    <message>
        <source>tool call</source>
        <translation>Werkzeugaufruf</translation>
    </message>
    <message>
        <source>known after apply</source>
        <translation>nach dem Anwenden bekannt</translation>
    </message>
</context>
<context>
    <name>creact::DeploymentsModel</name>
    <message>
        <source>%1: %2</source>
        <comment>outcome, error</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, 1 node left out</source>
        <translation>%1, 1 Knoten ausgelassen</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n nodes left out</source>
        <translation>
            <numerusform>%1, %n Knoten ausgelassen</numerusform>
            <numerusform>%1, %n Knoten ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>creact::DeploymentsPane</name>
    <message>
        <source>No deployments yet</source>
        <translation>Noch nichts angewendet</translation>
    </message>
    <message>
        <source>Each deploy is kept here: what was planned, and what came of it.</source>
        <translation>Jedes Anwenden wird hier aufgehoben: was geplant war und was daraus wurde.</translation>
    </message>
    <message>
        <source>Deployments</source>
        <translation>Anwendungen</translation>
    </message>
</context>
<context>
    <name>creact::PlanPane</name>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Carry it over to the new version</source>
        <translation>Sie in die neue Fassung mitnehmen</translation>
    </message>
    <message>
        <source>Let it end on the old version first</source>
        <translation>Sie erst in der alten Fassung zu Ende gehen lassen</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Nichts zu tun</translation>
    </message>
    <message>
        <source>What runs is what the document says.</source>
        <translation>Was läuft, ist, was im Dokument steht.</translation>
    </message>
    <message>
        <source>Back to the tree</source>
        <translation>Zurück zum Baum</translation>
    </message>
    <message>
        <source>Progress of the deployment</source>
        <translation>Fortschritt des Anwendens</translation>
    </message>
    <message>
        <source>Apply (Ctrl+Enter)</source>
        <translation>Anwenden (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>What a deploy will do</source>
        <translation>Was das Anwenden tun wird</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>Create, Memory</comment>
        <translation>%2: %1</translation>
    </message>
    <message>
        <source>Applying</source>
        <translation>Wird angewendet</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Deployment of %1</source>
        <translation>Angewendet %1</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>Apply all</source>
        <translation>Alles anwenden</translation>
    </message>
    <message>
        <source>Apply %1 of %2</source>
        <translation>%1 von %2 anwenden</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 von %2 fertig</translation>
    </message>
    <message>
        <source>%1: %2 done, %3 failed</source>
        <comment>outcome</comment>
        <translation>%1: %2 fertig, %3 fehlgeschlagen</translation>
    </message>
    <message>
        <source>1 element cannot be worked out</source>
        <translation>1 Element kann nicht berechnet werden</translation>
    </message>
    <message numerus="yes">
        <source>%n elements cannot be worked out</source>
        <translation>
            <numerusform>%n Element kann nicht berechnet werden</numerusform>
            <numerusform>%n Elemente können nicht berechnet werden</numerusform>
        </translation>
    </message>
    <message>
        <source>The first deploy of this stack. It may touch:</source>
        <translation>Dieser Stack wird zum ersten Mal angewendet. Er kann berühren:</translation>
    </message>
    <message>
        <source>Carried over, it goes on where it stands.</source>
        <translation>Mitgenommen geht sie dort weiter, wo sie steht.</translation>
    </message>
    <message>
        <source>Carried over, 1 of its steps is done again.</source>
        <translation>Mitgenommen wird 1 ihrer Schritte noch einmal getan.</translation>
    </message>
    <message numerus="yes">
        <source>Carried over, %n of its steps are done again.</source>
        <translation>
            <numerusform>Mitgenommen wird %n ihrer Schritte noch einmal getan.</numerusform>
            <numerusform>Mitgenommen werden %n ihrer Schritte noch einmal getan.</numerusform>
        </translation>
    </message>
    <message>
        <source>A message is being answered: “%1”</source>
        <translation>Eine Nachricht wird beantwortet: „%1“</translation>
    </message>
    <message>
        <source>&amp;Only This, with What It Needs</source>
        <translation>&amp;Nur dies, mit dem, was es braucht</translation>
    </message>
    <message>
        <source>All &amp;Except This</source>
        <translation>Alles &amp;außer diesem</translation>
    </message>
    <message>
        <source>&amp;All</source>
        <translation>A&amp;lles</translation>
    </message>
    <message>
        <source>&amp;Copy Id</source>
        <translation>Kennung &amp;kopieren</translation>
    </message>
    <message>
        <source>Commands are refused until you allow them for this stack.</source>
        <translation>Befehle werden abgelehnt, bis Sie sie für diesen Stack erlauben.</translation>
    </message>
    <message>
        <source>This stack may touch:</source>
        <translation>Dieser Stack greift womöglich zu auf:</translation>
    </message>
    <message>
        <source>Allow commands</source>
        <translation>Befehle erlauben</translation>
    </message>
</context>
<context>
    <name>SchemaText</name>
    <message>
        <source>%1 must be a schema: an object, true or false.</source>
        <translation>%1 muss ein Schema sein: ein Objekt, true oder false.</translation>
    </message>
    <message>
        <source>%1 is nested too deep.</source>
        <translation>%1 ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>%1: there is no type &quot;%2&quot;.</source>
        <translation>%1: Es gibt keinen Typ „%2“.</translation>
    </message>
    <message>
        <source>%1 must be an object of schemas.</source>
        <translation>%1 muss ein Objekt aus Schemas sein.</translation>
    </message>
    <message>
        <source>%1 must be a list.</source>
        <translation>%1 muss eine Liste sein.</translation>
    </message>
    <message>
        <source>%1 is no regular expression that can be used.</source>
        <translation>%1 ist kein regulärer Ausdruck, der benutzt werden kann.</translation>
    </message>
    <message>
        <source>%1: nothing is at &quot;%2&quot; in this schema.</source>
        <translation>%1: In diesem Schema steht nichts an „%2“.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <comment>line, problem</comment>
        <translation>Zeile %1: %2</translation>
    </message>
</context>
<context>
    <name>EditText</name>
    <message>
        <source>It is not clear what this element is.</source>
        <translation>Es ist nicht klar, was dieses Element ist.</translation>
    </message>
    <message>
        <source>A &quot;%1&quot; has no &quot;%2&quot;.</source>
        <translation>Ein „%1“ hat kein „%2“.</translation>
    </message>
    <message>
        <source>&quot;then&quot; waits for the gathered values, but nothing is gathered.</source>
        <translation>„then“ wartet auf die gesammelten Werte, aber nichts wird gesammelt.</translation>
    </message>
    <message>
        <source>&quot;then&quot; needs the gathered values.</source>
        <translation>„then“ braucht die gesammelten Werte.</translation>
    </message>
    <message>
        <source>Remove what is under &quot;then&quot; first.</source>
        <translation>Entfernen Sie zuerst, was unter „then“ steht.</translation>
    </message>
    <message>
        <source>Set &quot;gather&quot; first.</source>
        <translation>Setzen Sie zuerst „gather“.</translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>There is no document to edit.</source>
        <translation>Es gibt kein Dokument, das bearbeitet werden könnte.</translation>
    </message>
    <message>
        <source>This is no place for elements.</source>
        <translation>Hier können keine Elemente stehen.</translation>
    </message>
    <message>
        <source>There is no such place in the document.</source>
        <translation>Diese Stelle gibt es im Dokument nicht.</translation>
    </message>
    <message>
        <source>What stands there is no list of elements.</source>
        <translation>Was dort steht, ist keine Liste von Elementen.</translation>
    </message>
    <message numerus="yes">
        <source>The list has only %n elements.</source>
        <translation>
            <numerusform>Die Liste hat nur ein Element.</numerusform>
            <numerusform>Die Liste hat nur %n Elemente.</numerusform>
        </translation>
    </message>
    <message>
        <source>An element is an object.</source>
        <translation>Ein Element ist ein Objekt.</translation>
    </message>
    <message>
        <source>This does not say what element it is.</source>
        <translation>Hier steht nicht, welches Element es ist.</translation>
    </message>
    <message>
        <source>An element has exactly one of these keys: construct, show, for, component, yield, store, boundary.</source>
        <translation>Ein Element hat genau einen dieser Schlüssel: construct, show, for, component, yield, store, boundary.</translation>
    </message>
    <message>
        <source>&quot;yield&quot; can only stand in a component.</source>
        <translation>„yield“ kann nur in einer Komponente stehen.</translation>
    </message>
    <message>
        <source>The document would be nested more than %1 levels deep.</source>
        <translation>Das Dokument wäre mehr als %1 Ebenen tief verschachtelt.</translation>
    </message>
    <message>
        <source>There is no such element.</source>
        <translation>Dieses Element gibt es nicht.</translation>
    </message>
    <message>
        <source>No element is chosen.</source>
        <translation>Es ist kein Element ausgewählt.</translation>
    </message>
    <message>
        <source>the %1 at %2</source>
        <translation>das Konstrukt %1 bei %2</translation>
    </message>
    <message>
        <source>the use of %1 at %2</source>
        <translation>die Verwendung von %1 bei %2</translation>
    </message>
    <message>
        <source>the store at %1</source>
        <translation>der Speicher bei %1</translation>
    </message>
    <message>
        <source>the item of %1</source>
        <translation>der Eintrag von %1</translation>
    </message>
    <message>
        <source>what %1 gathers</source>
        <translation>was %1 sammelt</translation>
    </message>
    <message>
        <source>the error of %1</source>
        <translation>der Fehler von %1</translation>
    </message>
    <message>
        <source>a prop of the component %1</source>
        <translation>eine Eigenschaft der Komponente %1</translation>
    </message>
    <message>
        <source>An expression is too long to be changed.</source>
        <translation>Ein Ausdruck ist zu lang, um geändert zu werden.</translation>
    </message>
    <message>
        <source>The name is empty.</source>
        <translation>Der Name ist leer.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is built in: every expression may use it.</source>
        <translation>„%1“ ist eingebaut: Jeder Ausdruck darf es verwenden.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is taken: %2 is called so.</source>
        <translation>„%1“ ist vergeben: So heißt %2.</translation>
    </message>
    <message>
        <source>There is a &quot;%1&quot; already.</source>
        <translation>Es gibt schon ein „%1“.</translation>
    </message>
    <message>
        <source>another prop of the component</source>
        <translation>eine andere Eigenschaft der Komponente</translation>
    </message>
    <message>
        <source>something inside the expression</source>
        <translation>etwas im Ausdruck selbst</translation>
    </message>
    <message>
        <source>An element cannot be moved into itself.</source>
        <translation>Ein Element kann nicht in sich selbst verschoben werden.</translation>
    </message>
    <message>
        <source>&quot;components&quot; is no object.</source>
        <translation>„components“ ist kein Objekt.</translation>
    </message>
    <message>
        <source>There is a component &quot;%1&quot; already.</source>
        <translation>Es gibt schon eine Komponente „%1“.</translation>
    </message>
    <message>
        <source>There is no component &quot;%1&quot;.</source>
        <translation>Es gibt keine Komponente „%1“.</translation>
    </message>
    <message>
        <source>Component &quot;%1&quot; is used once: take that out first.</source>
        <translation>Die Komponente „%1“ wird einmal verwendet: Entfernen Sie das zuerst.</translation>
    </message>
    <message>
        <source>Component &quot;%1&quot; is used %2 times: take these out first.</source>
        <translation>Die Komponente „%1“ wird %2-mal verwendet: Entfernen Sie das zuerst.</translation>
    </message>
    <message>
        <source>This is no value of an element.</source>
        <translation>Das ist kein Wert eines Elements.</translation>
    </message>
    <message>
        <source>This is an element, not a value of one.</source>
        <translation>Das ist ein Element, kein Wert eines Elements.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds elements, not a value.</source>
        <translation>„%1“ enthält Elemente, keinen Wert.</translation>
    </message>
    <message>
        <source>There is no such value.</source>
        <translation>Diesen Wert gibt es nicht.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be left out.</source>
        <translation>„%1“ kann nicht weggelassen werden.</translation>
    </message>
    <message>
        <source>What is to be pasted is no JSON: %1</source>
        <translation>Was eingefügt werden soll, ist kein JSON: %1</translation>
    </message>
    <message>
        <source>An element that was copied here can be pasted, or its JSON.</source>
        <translation>Eingefügt werden kann ein hier kopiertes Element oder sein JSON.</translation>
    </message>
    <message>
        <source>There is no element in what is to be pasted.</source>
        <translation>In dem, was eingefügt werden soll, ist kein Element.</translation>
    </message>
    <message>
        <source>What is to be pasted does not fit: %1</source>
        <translation>Was eingefügt werden soll, passt nicht: %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a word of JavaScript.</source>
        <translation>„%1“ ist ein Wort von JavaScript.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be used as a name.</source>
        <translation>„%1“ kann kein Name sein.</translation>
    </message>
    <message>
        <source>Letters, digits, &apos;_&apos; and &apos;$&apos;, not starting with a digit.</source>
        <translation>Buchstaben, Ziffern, „_“ und „$“, am Anfang keine Ziffer.</translation>
    </message>
    <message>
        <source>There is no such name to change.</source>
        <translation>Diesen Namen gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>ElementFields</name>
    <message>
        <source>Names what it gives, for the elements below it.</source>
        <translation>Benennt, was es ausgibt, für die Elemente darunter.</translation>
    </message>
    <message>
        <source>Tells it apart from its siblings. With another key it is another.</source>
        <translation>Unterscheidet es von seinen Geschwistern. Mit einem anderen Schlüssel ist es ein anderes.</translation>
    </message>
    <message>
        <source>Names what it yields, for the elements below it.</source>
        <translation>Benennt, was es zurückgibt, für die Elemente darunter.</translation>
    </message>
    <message>
        <source>A property of the component %1.</source>
        <translation>Eine Eigenschaft der Komponente %1.</translation>
    </message>
    <message>
        <source>condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>What is below exists while this is true.</source>
        <translation>Was darunter steht, gibt es, solange dies wahr ist.</translation>
    </message>
    <message>
        <source>What is below is made anew when this changes.</source>
        <translation>Was darunter steht, entsteht neu, wenn sich dies ändert.</translation>
    </message>
    <message>
        <source>list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>What is below exists once for each item of it.</source>
        <translation>Was darunter steht, gibt es einmal je Eintrag.</translation>
    </message>
    <message>
        <source>Names the item, for the elements below.</source>
        <translation>Benennt den Eintrag, für die Elemente darunter.</translation>
    </message>
    <message>
        <source>Tells items apart: an item that keeps its key is kept.</source>
        <translation>Unterscheidet Einträge: Wer seinen Schlüssel behält, bleibt.</translation>
    </message>
    <message>
        <source>gather as</source>
        <translation>sammeln als</translation>
    </message>
    <message>
        <source>Names the list of gathered values, for what comes then.</source>
        <translation>Benennt die Liste der gesammelten Werte, für das, was danach kommt.</translation>
    </message>
    <message>
        <source>gather value</source>
        <translation>gesammelter Wert</translation>
    </message>
    <message>
        <source>What each item gives to the gathered list.</source>
        <translation>Was jeder Eintrag zur gesammelten Liste beiträgt.</translation>
    </message>
    <message>
        <source>Names its values, for the elements that follow and below them.</source>
        <translation>Benennt seine Werte, für die Elemente danach und darunter.</translation>
    </message>
    <message>
        <source>error name</source>
        <translation>Fehlername</translation>
    </message>
    <message>
        <source>Names the error, for the fallback.</source>
        <translation>Benennt den Fehler, für den Ersatz.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Names the component wherever it is used.</source>
        <translation>Benennt die Komponente überall, wo sie verwendet wird.</translation>
    </message>
    <message>
        <source>property</source>
        <translation>Eigenschaft</translation>
    </message>
    <message>
        <source>What its uses give it, by this name.</source>
        <translation>Was ihre Verwendungen ihr unter diesem Namen geben.</translation>
    </message>
</context>
<context>
    <name>NameItem</name>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>ganze Zahl</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>wahr oder falsch</translation>
    </message>
    <message>
        <source>object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>store</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>item</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>gathered list</source>
        <translation>gesammelte Liste</translation>
    </message>
    <message>
        <source>property</source>
        <translation>Eigenschaft</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
</context>
<context>
    <name>creact::ElementForm</name>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>The one item of “for %1”: a change changes all that come.</source>
        <translation>Das eine Element von „for %1“: Eine Änderung ändert alle, die noch kommen.</translation>
    </message>
    <message numerus="yes">
        <source>One of %n items of “for %1”: a change changes all.</source>
        <translation>
            <numerusform>Eines von %n Elementen von „for %1“: Eine Änderung ändert alle.</numerusform>
            <numerusform>Eines von %n Elementen von „for %1“: Eine Änderung ändert alle.</numerusform>
        </translation>
    </message>
    <message>
        <source>In component %1, used once.</source>
        <translation>In der Komponente %1, einmal verwendet.</translation>
    </message>
    <message numerus="yes">
        <source>In component %1, used %n times: a change changes every use.</source>
        <translation>
            <numerusform>In der Komponente %1, %n Mal verwendet: Eine Änderung ändert jede Verwendung.</numerusform>
            <numerusform>In der Komponente %1, %n Mal verwendet: Eine Änderung ändert jede Verwendung.</numerusform>
        </translation>
    </message>
    <message>
        <source>New property</source>
        <translation>Neue Eigenschaft</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>Neuer Wert</translation>
    </message>
    <message>
        <source>change %1 of %2</source>
        <translation>%1 von %2 ändern</translation>
    </message>
    <message>
        <source>remove %1 of %2</source>
        <translation>%1 von %2 entfernen</translation>
    </message>
    <message>
        <source>reset %1 of %2</source>
        <translation>%1 von %2 zurücksetzen</translation>
    </message>
    <message>
        <source>It cannot be left out: %1 is read in one place.</source>
        <translation>Der Name kann nicht wegfallen: %1 wird an einer Stelle gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>It cannot be left out: %1 is read in %n places.</source>
        <translation>
            <numerusform>Der Name kann nicht wegfallen: %1 wird an %n Stelle gelesen.</numerusform>
            <numerusform>Der Name kann nicht wegfallen: %1 wird an %n Stellen gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>name %1</source>
        <translation>%1 benennen</translation>
    </message>
    <message>
        <source>remove the name %1</source>
        <translation>den Namen %1 entfernen</translation>
    </message>
    <message>
        <source>rename %1 to %2</source>
        <translation>%1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>note on %1</source>
        <translation>Notiz zu %1</translation>
    </message>
    <message>
        <source>disable %1</source>
        <translation>%1 auslassen</translation>
    </message>
    <message>
        <source>enable %1</source>
        <translation>%1 wieder aufnehmen</translation>
    </message>
    <message>
        <source>add %1 to %2</source>
        <translation>%1 zu %2 hinzufügen</translation>
    </message>
</context>
<context>
    <name>creact::FieldRow</name>
    <message>
        <source>F2 or a double click gives it another name.</source>
        <translation>F2 oder ein Doppelklick gibt ihm einen anderen Namen.</translation>
    </message>
    <message>
        <source>New name of %1</source>
        <translation>Neuer Name von %1</translation>
    </message>
    <message>
        <source>%1, expression</source>
        <translation>%1, Ausdruck</translation>
    </message>
    <message>
        <source>an expression</source>
        <translation>ein Ausdruck</translation>
    </message>
    <message>
        <source>required</source>
        <translation>erforderlich</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>on · default</source>
        <translation>an · Vorgabe</translation>
    </message>
    <message>
        <source>off · default</source>
        <translation>aus · Vorgabe</translation>
    </message>
    <message>
        <source>empty · default</source>
        <translation>leer · Vorgabe</translation>
    </message>
    <message>
        <source>%1 · default</source>
        <translation>%1 · Vorgabe</translation>
    </message>
    <message>
        <source>Required.</source>
        <translation>Erforderlich.</translation>
    </message>
    <message>
        <source>There is no documentation for it.</source>
        <translation>Dazu gibt es keine Dokumentation.</translation>
    </message>
    <message>
        <source>Make %1 a fixed value</source>
        <translation>%1 zu einem festen Wert machen</translation>
    </message>
    <message>
        <source>Make %1 an expression</source>
        <translation>%1 zu einem Ausdruck machen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Leave %1 out</source>
        <translation>%1 weglassen</translation>
    </message>
    <message>
        <source>Back to the default of %1</source>
        <translation>Zurück zur Vorgabe von %1</translation>
    </message>
    <message>
        <source>There is no such property.</source>
        <translation>Eine solche Eigenschaft gibt es nicht.</translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation>noch nicht da</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>wartet auf %1</translation>
    </message>
</context>
<context>
    <name>creact::InspectorHead</name>
    <message>
        <source>Copy id</source>
        <translation>Kennung kopieren</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>wartet auf %1</translation>
    </message>
    <message>
        <source>applied %1</source>
        <comment>time of day</comment>
        <translation>angewendet %1</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>Dauer %1</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>Code: %1</source>
        <translation>Code: %1</translation>
    </message>
    <message>
        <source>Run again, with what follows from it</source>
        <translation>Noch einmal ausführen, mit allem, was daraus folgt</translation>
    </message>
    <message>
        <source>Left out: press to take it in again</source>
        <translation>Ausgelassen: drücken, um es wieder aufzunehmen</translation>
    </message>
    <message>
        <source>Leave out, as if it were not there</source>
        <translation>Auslassen, als wäre es nicht da</translation>
    </message>
    <message>
        <source>Pinned: press to let its outputs change again</source>
        <translation>Festgehalten: drücken, damit sich seine Ausgaben wieder ändern</translation>
    </message>
    <message>
        <source>Pin its outputs: keep them as they are</source>
        <translation>Ausgaben festhalten, wie sie sind</translation>
    </message>
</context>
<context>
    <name>creact::JsonEdit</name>
    <message>
        <source>No JSON yet: %1</source>
        <translation>Noch kein JSON: %1</translation>
    </message>
    <message>
        <source>A list is needed: […]</source>
        <translation>Hier gehört eine Liste hin: […]</translation>
    </message>
    <message>
        <source>An object is needed: {…}</source>
        <translation>Hier gehört ein Objekt hin: {…}</translation>
    </message>
</context>
<context>
    <name>creact::MessagesEdit</name>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Remove message</source>
        <translation>Nachricht entfernen</translation>
    </message>
    <message>
        <source>Add message</source>
        <translation>Nachricht hinzufügen</translation>
    </message>
</context>
<context>
    <name>creact::NamePopup</name>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
</context>
<context>
    <name>creact::NoteEdit</name>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
</context>
<context>
    <name>creact::ModelNames</name>
    <message>
        <source>demo model</source>
        <translation>Demomodell</translation>
    </message>
</context>
<context>
    <name>creact::NumberEdit</name>
    <message>
        <source>This is no number. Write one such as 0.5.</source>
        <translation>Das ist keine Zahl. Schreiben Sie eine wie 0.5.</translation>
    </message>
    <message>
        <source>A whole number is needed.</source>
        <translation>Hier gehört eine ganze Zahl hin.</translation>
    </message>
    <message>
        <source>At least %1.</source>
        <translation>Mindestens %1.</translation>
    </message>
    <message>
        <source>At most %1.</source>
        <translation>Höchstens %1.</translation>
    </message>
</context>
<context>
    <name>creact::PathEdit</name>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
</context>
<context>
    <name>creact::SuggestedEdit</name>
    <message>
        <source>Choose one (↓)</source>
        <translation>Auswählen (↓)</translation>
    </message>
    <message>
        <source>in this stack</source>
        <translation>in diesem Stack</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1 wird gefragt …</translation>
    </message>
</context>
<context>
    <name>creact::SwitchEdit</name>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
</context>
<context>
    <name>creact::ValueDelegate</name>
    <message>
        <source>Value, as JSON or text</source>
        <translation>Wert, als JSON oder Text</translation>
    </message>
</context>
<context>
    <name>DocumentOutline</name>
    <message>
        <source>%1 (component)</source>
        <translation>%1 (Komponente)</translation>
    </message>
    <message>
        <source>Listens at port %1 of this machine.</source>
        <translation>Lauscht an Port %1 dieses Rechners.</translation>
    </message>
    <message>
        <source>Asks a model: the built-in demo model, or the endpoint that you choose.</source>
        <translation>Fragt ein Modell: das eingebaute Demo-Modell oder den Endpunkt Ihrer Wahl.</translation>
    </message>
    <message>
        <source>Its tool looks things up at Wikipedia.</source>
        <translation>Sein Werkzeug schlägt bei Wikipedia nach.</translation>
    </message>
    <message>
        <source>Needs no model and no network.</source>
        <translation>Braucht kein Modell und kein Netz.</translation>
    </message>
</context>
<context>
    <name>creact::Commands</name>
    <message>
        <source>Destroy %1 and what depends on it?</source>
        <translation>%1 und alles, was davon abhängt, zerstören?</translation>
    </message>
    <message>
        <source>What it made is taken down. It stays away until the next deploy.</source>
        <translation>Was daraus entstanden ist, wird abgebaut. Es bleibt bis zum nächsten Deploy weg.</translation>
    </message>
    <message>
        <source>&amp;Destroy</source>
        <translation>&amp;Zerstören</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>“%1” is live. Stop it to destroy it?</source>
        <translation>„%1“ läuft. Anhalten, um ihn zu zerstören?</translation>
    </message>
    <message>
        <source>Nothing is destroyed yet: that is asked once it has stopped.</source>
        <translation>Noch wird nichts zerstört: Danach wird gefragt, wenn er angehalten ist.</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>1 node</source>
        <translation>1 Knoten</translation>
    </message>
    <message>
        <source>%1 nodes</source>
        <translation>%1 Knoten</translation>
    </message>
    <message>
        <source>Destroy the stack “%1”?</source>
        <translation>Den Stack „%1“ zerstören?</translation>
    </message>
    <message>
        <source>What its %1 made is taken down. Its state, its conversations, its history and its audit log are removed for good. The document stays.</source>
        <translation>Was seine %1 erzeugt haben, wird abgebaut. Zustand, Gespräche, Verlauf und Protokoll werden endgültig entfernt. Das Dokument bleibt.</translation>
    </message>
    <message>
        <source>The stack “%1” is destroyed</source>
        <translation>Der Stack „%1“ ist zerstört</translation>
    </message>
    <message>
        <source>Its document is still open; a deploy begins anew.</source>
        <translation>Sein Dokument ist noch offen; ein Deploy beginnt von vorn.</translation>
    </message>
    <message>
        <source>Unp&amp;in Outputs</source>
        <translation>Ausgaben &amp;loslassen</translation>
    </message>
    <message>
        <source>P&amp;in Outputs</source>
        <translation>Ausgaben fest&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <comment>a step</comment>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <comment>a step</comment>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
</context>
<context>
    <name>creact::FileChooser</name>
    <message>
        <source>Open stacks</source>
        <translation>Stacks öffnen</translation>
    </message>
    <message>
        <source>Stack documents (*.stack.json)</source>
        <translation>Stack-Dokumente (*.stack.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a state folder</source>
        <translation>Zustandsordner öffnen</translation>
    </message>
    <message>
        <source>Save the stack as</source>
        <translation>Stack speichern unter</translation>
    </message>
</context>
<context>
    <name>creact::QuestionBar</name>
    <message>
        <source>Type “%1” to go on</source>
        <translation>„%1“ eingeben, um fortzufahren</translation>
    </message>
    <message>
        <source>Type “%1”</source>
        <translation>„%1“ eingeben</translation>
    </message>
</context>
<context>
    <name>creact::RecentList</name>
    <message>
        <source>Remove the missing ones</source>
        <translation>Fehlende entfernen</translation>
    </message>
    <message>
        <source>Recent stacks</source>
        <translation>Zuletzt geöffnete Stacks</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Remove %1 from the list</source>
        <translation>%1 aus der Liste entfernen</translation>
    </message>
</context>
<context>
    <name>creact::StackController</name>
    <message>
        <source>Only the stored state is open.</source>
        <translation>Nur der gespeicherte Zustand ist offen.</translation>
    </message>
    <message>
        <source>Open the stack’s document to edit it.</source>
        <translation>Öffnen Sie das Dokument des Stacks, um es zu bearbeiten.</translation>
    </message>
    <message>
        <source>A live stack cannot be saved as another.</source>
        <translation>Ein laufender Stack lässt sich nicht als anderer speichern.</translation>
    </message>
    <message>
        <source>Stop it first: its state belongs to its document.</source>
        <translation>Halten Sie ihn zuerst an: Sein Zustand gehört zu seinem Dokument.</translation>
    </message>
</context>
<context>
    <name>creact::StackTab</name>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <comment>element</comment>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>%1 %2, line %3</source>
        <comment>element, name</comment>
        <translation>%1 %2, Zeile %3</translation>
    </message>
    <message>
        <source>%1. Nothing is deployed until it is mended.</source>
        <comment>place</comment>
        <translation>%1. Bis es behoben ist, wird nichts bereitgestellt.</translation>
    </message>
    <message>
        <source>%1: %2 Nothing is deployed until it is mended.</source>
        <comment>place, hint</comment>
        <translation>%1: %2 Bis es behoben ist, wird nichts bereitgestellt.</translation>
    </message>
    <message>
        <source>The stack is as it was at %1</source>
        <translation>Der Stack ist wieder wie um %1</translation>
    </message>
    <message>
        <source>The state before that is in the history.</source>
        <translation>Der Zustand davor steht im Verlauf.</translation>
    </message>
    <message>
        <source>The stack begins empty</source>
        <translation>Der Stack beginnt leer</translation>
    </message>
    <message>
        <source>The file that could not be read is kept as %1.</source>
        <translation>Die Datei, die nicht gelesen werden konnte, heißt jetzt %1.</translation>
    </message>
    <message>
        <source>New stack</source>
        <translation>Neuer Stack</translation>
    </message>
</context>
<context>
    <name>creact::StackTabBar</name>
    <message>
        <source>Open stacks</source>
        <translation>Stacks öffnen</translation>
    </message>
    <message>
        <source>%1 •</source>
        <comment>name of a stack that is not saved</comment>
        <translation>%1 •</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>tab, its state</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>Close (Ctrl+W)</source>
        <translation>Schließen (Ctrl+W)</translation>
    </message>
</context>
<context>
    <name>creact::StackTabs</name>
    <message>
        <source>%1 — %2</source>
        <comment>name of the stack, its folder</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>creact::StateFolderPane</name>
    <message>
        <source>&amp;Look at it</source>
        <translation>&amp;Ansehen</translation>
    </message>
    <message>
        <source>Stored states</source>
        <translation>Gespeicherte Zustände</translation>
    </message>
    <message>
        <source>Stacks whose state is kept here</source>
        <translation>Stacks, deren Zustand hier liegt</translation>
    </message>
    <message>
        <source>No state is kept here</source>
        <translation>Hier liegt kein Zustand</translation>
    </message>
    <message>
        <source>A stack that was deployed keeps its state in a folder “.creact-state” beside its document.</source>
        <translation>Ein Stack, der deployt wurde, legt seinen Zustand in einem Ordner „.creact-state“ neben seinem Dokument ab.</translation>
    </message>
    <message>
        <source>To look at: what is stored, its history and its audit log. To change or deploy a stack, open its document.</source>
        <translation>Zum Ansehen: was gespeichert ist, sein Verlauf und sein Protokoll. Um einen Stack zu ändern oder zu deployen, öffnen Sie sein Dokument.</translation>
    </message>
    <message>
        <source>Stack</source>
        <translation>Stack</translation>
    </message>
    <message>
        <source>Last changed</source>
        <translation>Zuletzt geändert</translation>
    </message>
</context>
<context>
    <name>creact::TemplateDetails</name>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>Elements of the template</source>
        <translation>Elemente der Vorlage</translation>
    </message>
    <message>
        <source>Name of the new stack</source>
        <translation>Name des neuen Stacks</translation>
    </message>
    <message>
        <source>Folder of the new stack</source>
        <translation>Ordner des neuen Stacks</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Fo&amp;lder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Say in which folder to put the stack.</source>
        <translation>Geben Sie an, in welchen Ordner der Stack soll.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>error, hint</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Back to the &amp;elements</source>
        <translation>Zurück zu den &amp;Elementen</translation>
    </message>
    <message>
        <source>Help about the template</source>
        <translation>Hilfe zur Vorlage</translation>
    </message>
    <message>
        <source>What the template does, and how to go on from it</source>
        <translation>Was die Vorlage tut und wie es von ihr aus weitergeht</translation>
    </message>
    <message>
        <source>The address: %1</source>
        <translation>Die Adresse: %1</translation>
    </message>
</context>
<context>
    <name>creact::StackDraft</name>
    <message>
        <source>The file is not UTF-8 text.</source>
        <translation>Die Datei ist kein UTF-8-Text.</translation>
    </message>
    <message>
        <source>Save it as UTF-8 with another program, then reload it.</source>
        <translation>Speichern Sie sie mit einem anderen Programm als UTF-8 und laden Sie sie neu.</translation>
    </message>
    <message>
        <source>The text of the document cannot be read.</source>
        <translation>Der Text des Dokuments lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Mend it in the text first, or undo.</source>
        <translation>Berichtigen Sie ihn zuerst im Text, oder machen Sie die Änderung rückgängig.</translation>
    </message>
    <message>
        <source>type</source>
        <comment>undo step</comment>
        <translation>tippen</translation>
    </message>
</context>
<context>
    <name>creact::DraftFile</name>
    <message>
        <source>It is being saved already.</source>
        <translation>Es wird bereits gespeichert.</translation>
    </message>
    <message>
        <source>reload</source>
        <comment>undo step</comment>
        <translation>neu laden</translation>
    </message>
    <message>
        <source>restore unsaved changes</source>
        <comment>undo step</comment>
        <translation>nicht gespeicherte Änderungen wiederherstellen</translation>
    </message>
</context>
<context>
    <name>creact::TextPane</name>
    <message>
        <source>Document text</source>
        <translation>Text des Dokuments</translation>
    </message>
    <message>
        <source>There are unsaved changes</source>
        <translation>Es gibt nicht gespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Go to the next problem</source>
        <translation>Zum nächsten Problem gehen</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>Alles einklappen</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>Alles ausklappen</translation>
    </message>
    <message>
        <source>Find (Ctrl+F)</source>
        <translation>Suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Close the text</source>
        <translation>Text schließen</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Dorthin gehen</translation>
    </message>
    <message>
        <source>&amp;Fold</source>
        <translation>&amp;Einklappen</translation>
    </message>
    <message>
        <source>&amp;Unfold</source>
        <translation>&amp;Ausklappen</translation>
    </message>
    <message>
        <source>Fold &amp;All</source>
        <translation>A&amp;lles einklappen</translation>
    </message>
    <message>
        <source>U&amp;nfold All</source>
        <translation>Alles a&amp;usklappen</translation>
    </message>
    <message>
        <source>&amp;Go to Line…</source>
        <translation>&amp;Gehe zu Zeile…</translation>
    </message>
    <message>
        <source>No document</source>
        <translation>Kein Dokument</translation>
    </message>
    <message>
        <source>mixed line ends</source>
        <translation>gemischte Zeilenenden</translation>
    </message>
    <message>
        <source>Saving a change writes all lines with the end that most have.</source>
        <translation>Beim Speichern einer Änderung erhalten alle Zeilen das Ende, das die meisten haben.</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 Problem</translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>message, hint</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <comment>line, problem</comment>
        <translation>Zeile %1: %2</translation>
    </message>
</context>
<context>
    <name>creact::FindBar</name>
    <message>
        <source>Find in the text</source>
        <translation>Im Text suchen</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>Gehe zu Zeile</translation>
    </message>
    <message>
        <source>Line number</source>
        <translation>Zeilennummer</translation>
    </message>
    <message>
        <source>Previous (Shift+F3)</source>
        <translation>Vorige Stelle (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next (F3)</source>
        <translation>Nächste Stelle (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>nichts gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>creact::DiffView</name>
    <message>
        <source>Back to the text without choosing</source>
        <translation>Zurück zum Text, ohne zu wählen</translation>
    </message>
    <message>
        <source>− %1    + %2</source>
        <translation>− %1    + %2</translation>
    </message>
    <message>
        <source>The two are the same.</source>
        <translation>Die beiden sind gleich.</translation>
    </message>
    <message>
        <source>1 line is the same</source>
        <translation>1 Zeile ist gleich</translation>
    </message>
    <message numerus="yes">
        <source>%n lines are the same</source>
        <translation>
            <numerusform>%n Zeile ist gleich</numerusform>
            <numerusform>%n Zeilen sind gleich</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Die andere nehmen</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
</context>
<context>
    <name>creact::DraftBanners</name>
    <message>
        <source>The file is gone</source>
        <translation>Die Datei ist nicht mehr da</translation>
    </message>
    <message>
        <source>Its text is still here; saving writes the file again.</source>
        <translation>Ihr Text ist noch hier; Speichern schreibt die Datei wieder.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Not saved: the file was changed outside</source>
        <translation>Nicht gespeichert: Die Datei wurde außerhalb geändert</translation>
    </message>
    <message>
        <source>The file was changed outside</source>
        <translation>Die Datei wurde außerhalb geändert</translation>
    </message>
    <message>
        <source>You have unsaved changes too. Nothing is overwritten until you choose.</source>
        <translation>Auch Sie haben nicht gespeicherte Änderungen. Nichts wird überschrieben, bis Sie wählen.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>Überschreiben</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Die andere nehmen</translation>
    </message>
    <message>
        <source>Unsaved changes from %1 were found</source>
        <translation>Nicht gespeicherte Änderungen von %1 wurden gefunden</translation>
    </message>
    <message>
        <source>The window they were made in ended without saving them.</source>
        <translation>Das Fenster, in dem sie entstanden, endete, ohne sie zu speichern.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>The file is another now than the one they were made in.</source>
        <translation>Die Datei ist jetzt eine andere als die, in der sie entstanden.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Reloaded: changed on disk</source>
        <translation>Neu geladen: Die Datei hat sich geändert</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Your text and the file</source>
        <translation>Ihr Text und die Datei</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>Ihrer</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>die Datei</translation>
    </message>
    <message>
        <source>The document and the unsaved changes</source>
        <translation>Das Dokument und die nicht gespeicherten Änderungen</translation>
    </message>
    <message>
        <source>the document</source>
        <translation>das Dokument</translation>
    </message>
    <message>
        <source>the unsaved changes</source>
        <translation>die nicht gespeicherten Änderungen</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
</context>
<context>
    <name>creact::NameEdit</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>kein Name</translation>
    </message>
</context>
<context>
    <name>creact::NotePopup</name>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>What the next reader should know</source>
        <translation>Was der nächste Leser wissen sollte</translation>
    </message>
    <message>
        <source>Ctrl+Enter keeps it, Escape does not. A note is no change to deploy.</source>
        <translation>Strg+Eingabe behält sie, Escape nicht. Eine Notiz ist keine Änderung, die bereitgestellt wird.</translation>
    </message>
    <message>
        <source>Note on %1</source>
        <translation>Notiz zu %1</translation>
    </message>
</context>
<context>
    <name>creact::PalettePane</name>
    <message>
        <source>Add an element</source>
        <translation>Element hinzufügen</translation>
    </message>
    <message>
        <source>Search what to add</source>
        <translation>Suchen, was hinzukommt</translation>
    </message>
    <message>
        <source>What can be added</source>
        <translation>Was hinzugefügt werden kann</translation>
    </message>
    <message>
        <source>In the stack</source>
        <translation>Im Stack</translation>
    </message>
    <message>
        <source>Inside %1</source>
        <translation>In %1</translation>
    </message>
    <message>
        <source>In its else</source>
        <translation>In sein else</translation>
    </message>
    <message>
        <source>In its then</source>
        <translation>In sein then</translation>
    </message>
    <message>
        <source>In its fallback</source>
        <translation>In sein fallback</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Davor</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Enter adds</source>
        <translation>Eingabe fügt hinzu</translation>
    </message>
    <message>
        <source>Ctrl+Enter before</source>
        <translation>Strg+Eingabe davor</translation>
    </message>
    <message>
        <source>Shift+Enter after</source>
        <translation>Umschalt+Eingabe danach</translation>
    </message>
    <message>
        <source>Tab: where</source>
        <translation>Tab: wohin</translation>
    </message>
    <message>
        <source>Esc closes</source>
        <translation>Esc schließt</translation>
    </message>
    <message>
        <source>Constructs</source>
        <translation>Konstrukte</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
    <message>
        <source>Nothing here is called so</source>
        <translation>Hier heißt nichts so</translation>
    </message>
    <message>
        <source>%1 cannot stand there.</source>
        <translation>%1 kann dort nicht stehen.</translation>
    </message>
</context>
<context>
    <name>creact::TreeBars</name>
    <message>
        <source>Edited: not deployed</source>
        <translation>Bearbeitet: nicht bereitgestellt</translation>
    </message>
    <message>
        <source>Review changes</source>
        <translation>Änderungen ansehen</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen …</translation>
    </message>
    <message>
        <source>Take back what was edited?</source>
        <translation>Das Bearbeitete zurücknehmen?</translation>
    </message>
    <message>
        <source>One step is undone. Redo brings it back.</source>
        <translation>Ein Schritt wird rückgängig gemacht. Wiederholen bringt ihn zurück.</translation>
    </message>
    <message numerus="yes">
        <source>%n steps are undone. Redo brings them back.</source>
        <translation>
            <numerusform>%n Schritt wird rückgängig gemacht. Wiederholen bringt ihn zurück.</numerusform>
            <numerusform>%n Schritte werden rückgängig gemacht. Wiederholen bringt sie zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>The tree shows the text as it last was read</source>
        <translation>Der Baum zeigt den Text, wie er zuletzt lesbar war</translation>
    </message>
    <message>
        <source>Go to the problem</source>
        <translation>Zum Problem</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>In component %1, which is not used yet</source>
        <translation>In der Komponente %1, die noch nicht benutzt wird</translation>
    </message>
    <message>
        <source>In component %1, used once</source>
        <translation>In der Komponente %1, einmal benutzt</translation>
    </message>
    <message numerus="yes">
        <source>In component %1, used %n times: a change changes every use</source>
        <translation>
            <numerusform>In der Komponente %1, %n-mal benutzt: Eine Änderung ändert jede Verwendung</numerusform>
            <numerusform>In der Komponente %1, %n-mal benutzt: Eine Änderung ändert jede Verwendung</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>creact::TreeEditor</name>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Hinzufügen …</translation>
    </message>
    <message>
        <source>Add Co&amp;mponent</source>
        <translation>Ko&amp;mponente hinzufügen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>A&amp;usschneiden</translation>
    </message>
    <message>
        <source>cut %1</source>
        <translation>%1 ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>duplicate %1</source>
        <translation>%1 duplizieren</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Edit &amp;Fields</source>
        <translation>&amp;Felder bearbeiten</translation>
    </message>
    <message>
        <source>D&amp;isable</source>
        <translation>&amp;Stilllegen</translation>
    </message>
    <message>
        <source>&amp;Note…</source>
        <translation>&amp;Notiz …</translation>
    </message>
    <message>
        <source>Move &amp;Up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move Do&amp;wn</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Move &amp;Out of Its Parent</source>
        <translation>Aus dem Element darüber &amp;heraus</translation>
    </message>
    <message>
        <source>Move &amp;Into the One Before</source>
        <translation>In das Element davor h&amp;inein</translation>
    </message>
    <message>
        <source>E&amp;nable</source>
        <translation>&amp;Einschalten</translation>
    </message>
    <message numerus="yes">
        <source>%n elements</source>
        <translation>
            <numerusform>%n Element</numerusform>
            <numerusform>%n Elemente</numerusform>
        </translation>
    </message>
    <message>
        <source>move %1</source>
        <translation>%1 verschieben</translation>
    </message>
    <message>
        <source>disable %1</source>
        <translation>%1 stilllegen</translation>
    </message>
    <message>
        <source>enable %1</source>
        <translation>%1 einschalten</translation>
    </message>
    <message>
        <source>paste</source>
        <translation>einfügen</translation>
    </message>
    <message>
        <source>add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>add component %1</source>
        <translation>Komponente %1 hinzufügen</translation>
    </message>
    <message>
        <source>It is read in one place under this name.</source>
        <translation>An einer Stelle wird es unter diesem Namen gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>It is read in %n places under this name.</source>
        <translation>
            <numerusform>An %n Stelle wird es unter diesem Namen gelesen.</numerusform>
            <numerusform>An %n Stellen wird es unter diesem Namen gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>take the name %1 away</source>
        <translation>den Namen %1 wegnehmen</translation>
    </message>
    <message>
        <source>name %1</source>
        <translation>%1 benennen</translation>
    </message>
    <message>
        <source>rename %1 → %2</source>
        <translation>%1 → %2 umbenennen</translation>
    </message>
    <message>
        <source>rename %1 → %2, 1 place</source>
        <translation>%1 → %2 umbenennen, 1 Stelle</translation>
    </message>
    <message numerus="yes">
        <source>rename %1 → %2, %n places</source>
        <translation>
            <numerusform>%1 → %2 umbenennen, %n Stelle</numerusform>
            <numerusform>%1 → %2 umbenennen, %n Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>note on %1</source>
        <translation>Notiz zu %1</translation>
    </message>
    <message>
        <source>drop</source>
        <translation>ablegen</translation>
    </message>
</context>
<context>
    <name>creact::TreeMenu</name>
    <message>
        <source>Show in Pro&amp;blems</source>
        <translation>In den Pro&amp;blemen zeigen</translation>
    </message>
    <message>
        <source>Show in &amp;Inspector</source>
        <translation>Im &amp;Inspektor zeigen</translation>
    </message>
    <message>
        <source>&amp;Expand Below</source>
        <translation>Darunter &amp;ausklappen</translation>
    </message>
    <message>
        <source>Co&amp;llapse</source>
        <translation>Ei&amp;nklappen</translation>
    </message>
    <message>
        <source>&amp;Move</source>
        <translation>&amp;Verschieben</translation>
    </message>
    <message>
        <source>Deploy the stack first.</source>
        <translation>Stellen Sie den Stack zuerst bereit.</translation>
    </message>
    <message>
        <source>Un&amp;pin Outputs</source>
        <translation>Ausgaben &amp;lösen</translation>
    </message>
    <message>
        <source>&amp;Pin Outputs</source>
        <translation>Ausgaben an&amp;heften</translation>
    </message>
    <message>
        <source>Re-r&amp;un from Here</source>
        <translation>Von hier an noch einma&amp;l ausführen</translation>
    </message>
    <message>
        <source>Re&amp;try</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Destro&amp;y This Node…</source>
        <translation>Diesen Knoten &amp;zerstören …</translation>
    </message>
    <message>
        <source>Copy Po&amp;inter</source>
        <translation>Zei&amp;ger kopieren</translation>
    </message>
    <message>
        <source>Copy I&amp;d</source>
        <translation>I&amp;d kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;Output</source>
        <translation>Aus&amp;gabe kopieren</translation>
    </message>
</context>
<context>
    <name>creact::Palette</name>
    <message>
        <source>Its children exist while an expression is true.</source>
        <translation>Seine Kinder gibt es, solange ein Ausdruck wahr ist.</translation>
    </message>
    <message>
        <source>Its children exist once for each item of a list.</source>
        <translation>Seine Kinder gibt es einmal für jeden Eintrag einer Liste.</translation>
    </message>
    <message>
        <source>Named values that last, for what follows it and what is below.</source>
        <translation>Benannte Werte, die bleiben, für das, was folgt und was darunter steht.</translation>
    </message>
    <message>
        <source>Its fallback exists while one of its children has failed.</source>
        <translation>Seinen Ersatz gibt es, solange eines seiner Kinder fehlgeschlagen ist.</translation>
    </message>
    <message>
        <source>What a component gives to whoever uses it, and where the user’s children stand.</source>
        <translation>Was eine Komponente dem gibt, der sie benutzt, und wo dessen Kinder stehen.</translation>
    </message>
    <message>
        <source>required</source>
        <translation>nötig</translation>
    </message>
</context>
<context>
    <name>creact::ApprovalCard</name>
    <message>
        <source>Allow once</source>
        <translation>Einmal erlauben</translation>
    </message>
    <message>
        <source>Always allow</source>
        <translation>Immer erlauben</translation>
    </message>
    <message>
        <source>Don’t allow</source>
        <translation>Nicht erlauben</translation>
    </message>
    <message>
        <source>A tool waits for your approval</source>
        <translation>Ein Werkzeug wartet auf Ihre Freigabe</translation>
    </message>
    <message>
        <source>From now on no call of this tool is asked about, until you take it back in the inspector of the tool, or what the tool may do changes</source>
        <translation>Ab jetzt wird bei keinem Aufruf dieses Werkzeugs mehr gefragt, bis Sie das im Inspektor des Werkzeugs zurücknehmen oder sich ändert, was das Werkzeug darf</translation>
    </message>
    <message>
        <source>1 of %1</source>
        <translation>1 von %1</translation>
    </message>
    <message>
        <source>The model wants to call %1. Allow it?</source>
        <translation>Das Modell möchte %1 aufrufen. Erlauben?</translation>
    </message>
    <message>
        <source>All arguments</source>
        <translation>Alle Argumente</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>Was gesendet wird</translation>
    </message>
</context>
<context>
    <name>creact::Disclosure</name>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
</context>
<context>
    <name>creact::ToolCard</name>
    <message>
        <source>waits for you</source>
        <translation>wartet auf Sie</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>a tool</source>
        <translation>ein Werkzeug</translation>
    </message>
    <message>
        <source>It did not work</source>
        <translation>Es hat nicht geklappt</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>creact::TurnStepsView</name>
    <message>
        <source>Thinking…</source>
        <translation>Denkt nach …</translation>
    </message>
    <message>
        <source>Thought for %1</source>
        <translation>%1 nachgedacht</translation>
    </message>
    <message>
        <source>Thoughts</source>
        <translation>Gedanken</translation>
    </message>
</context>
<context>
    <name>creact::SessionList</name>
    <message>
        <source>Main conversation</source>
        <translation>Hauptgespräch</translation>
    </message>
    <message>
        <source>Choose a conversation, or begin a new one</source>
        <translation>Ein Gespräch wählen oder ein neues beginnen</translation>
    </message>
    <message>
        <source>Conversation: %1</source>
        <translation>Gespräch: %1</translation>
    </message>
    <message>
        <source>%1 — %2, %3</source>
        <comment>session, last words, time</comment>
        <translation>%1 – %2, %3</translation>
    </message>
    <message>
        <source>%1 — nothing said yet</source>
        <translation>%1 – noch nichts gesagt</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
</context>
<context>
    <name>creact::AllowBanner</name>
    <message>
        <source>A change counts from the next start of the stack on.</source>
        <translation>Eine Änderung gilt vom nächsten Start des Stacks an.</translation>
    </message>
    <message>
        <source>Allowed on this computer, for the document at this place.</source>
        <translation>Erlaubt auf diesem Rechner, für das Dokument an diesem Ort.</translation>
    </message>
    <message>
        <source>A command can do whatever you can. Allow it for a stack that you know.</source>
        <translation>Ein Befehl kann alles, was Sie können. Erlauben Sie das nur einem Stack, den Sie kennen.</translation>
    </message>
    <message>
        <source>This stack may run commands</source>
        <translation>Dieser Stack darf Befehle ausführen</translation>
    </message>
    <message>
        <source>This stack may not run commands</source>
        <translation>Dieser Stack darf keine Befehle ausführen</translation>
    </message>
    <message>
        <source>Allow commands</source>
        <translation>Befehle erlauben</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Files in the folder of the document only</source>
        <translation>Nur Dateien im Ordner des Dokuments</translation>
    </message>
    <message>
        <source>Files in the folder of the document, and in:</source>
        <translation>Dateien im Ordner des Dokuments und in:</translation>
    </message>
    <message>
        <source>Allow a folder…</source>
        <translation>Ordner erlauben…</translation>
    </message>
    <message>
        <source>Folder that the stack may use</source>
        <translation>Ordner, den der Stack benutzen darf</translation>
    </message>
</context>
</TS>
