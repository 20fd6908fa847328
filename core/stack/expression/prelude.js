// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs once in each ScriptEngine, before any expression. Takes the natives away, leaves an empty global
// object and hands the engine the functions below. Expressions see only what `builtins` holds and what
// their scope gives; README.md beside this file is the authors' view of it.
//
// host (ScriptHost) answers the reads. No WeakMap or WeakSet anywhere: Qt 6.4's crash in the collector.
// Not strict: V4 compiles what is evaluated while a strict function runs (a nested evaluation, from a
// read) as strict too, and there is no `with` then.
(function (host, limits) {
    var readName = host.read, readMember = host.member, memberNames = host.members, isComplete = host.isComplete;
    var setTracking = host.setTracking, noteUnknown = host.noteUnknown;

    var O = Object, A = Array, S = String, N = Number, D = Date, M = Map, SE = Set, R = RegExp;
    var P = Proxy, J = JSON, NativeError = Error, NativeTypeError = TypeError;
    var NativeRangeError = RangeError, NativeSymbol = Symbol, iterator = Symbol.iterator;
    var keysOf = O.keys, freeze = O.freeze, define = O.defineProperty, isArray = A.isArray;
    var hasOwn = O.prototype.hasOwnProperty, toText = O.prototype.toString;
    var getOwn = O.getOwnPropertyDescriptor, ownNames = O.getOwnPropertyNames;
    var protoOf = O.getPrototypeOf, symbolsOf = O.getOwnPropertySymbols, assign = O.assign;
    var isDate = function (v) { return toText.call(v) === '[object Date]'; };
    var nativeApply = Function.prototype.apply;
    var stringify = J.stringify, isFiniteNumber = isFinite, Bool = Boolean;
    var floor = Math.floor, ceil = Math.ceil, least = Math.min, magnitude = Math.abs;
    var NativeReferenceError = ReferenceError;
    // On every list and object that came from a scope: {self, raw, shown, size}, where raw is plain JSON
    // and shown has its inner parts protected. Never visible to an expression: there is
    // no Symbol, no Reflect and no Proxy in scope.
    var INFO = NativeSymbol('info');
    var RECORD = NativeSymbol('record');
    // What host.read answers beside values.
    var UNKNOWN = host.unknown, IS_RECORD = host.record, FAILED = host.failed;

    function fail(text) { throw new NativeTypeError(text); }
    function readOnly() { fail('values in scope are read-only: make a new list or object instead'); }
    function tooLarge(what, limit) { throw new NativeRangeError(what + ' would exceed the limit of ' + limit); }

    // ---- values that come in -----------------------------------------------------------------------
    var lock = {
        set: readOnly, deleteProperty: readOnly, defineProperty: readOnly,
        setPrototypeOf: readOnly, preventExtensions: readOnly
    };

    // Proxies, not Object.freeze: in V4 that leaves array elements and index-like keys writable, says
    // nothing outside strict mode, and takes longer.
    function lockValue(raw, shown, size) {
        var info = { self: null, raw: raw, shown: shown, size: size };
        define(shown, INFO, { value: info });
        info.self = new P(shown, lock);
        return info;
    }

    function protectList(raw) {
        var size = 2, shown = raw;
        for (var i = 0, n = raw.length; i < n; ++i) {
            var v = raw[i], t = typeof v;
            if (t === 'string') {
                size += v.length + 3;
            } else if (t === 'object' && v !== null) {
                var inner = isArray(v) ? protectList(v) : protectObject(v);
                size += inner.size + 1;
                if (inner.self !== v) {
                    if (shown === raw) shown = raw.slice();
                    shown[i] = inner.self;
                }
            } else {
                size += 8;
            }
        }
        return lockValue(raw, shown, size);
    }

    function protectObject(raw) {
        var keys = keysOf(raw), size = 2, shown = raw;
        for (var i = 0, n = keys.length; i < n; ++i) {
            var k = keys[i], v = raw[k], t = typeof v;
            size += k.length + 4;
            if (t === 'string') {
                size += v.length + 2;
            } else if (t === 'object' && v !== null) {
                var inner = isArray(v) ? protectList(v) : protectObject(v);
                size += inner.size;
                if (inner.self !== v) {
                    if (shown === raw) shown = assign({}, raw);
                    shown[k] = inner.self;
                }
            } else {
                size += 8;
            }
        }
        return lockValue(raw, shown, size);
    }

    function protect(raw) {
        if (typeof raw !== 'object' || raw === null) return raw;
        return (isArray(raw) ? protectList(raw) : protectObject(raw)).self;
    }

    // ---- names with members ------------------------------------------------------------------------
    var records = {};

    function member(name, key) {
        var v = readMember(name, key);
        if (v === FAILED) throw failure();
        return v;
    }

    function makeRecord(name) {
        var target = {};
        define(target, RECORD, { value: name });
        var handler = assign({}, lock, {
            get: function (t, k) {
                if (typeof k !== 'string') return t[k];
                // So that `${model}` and model.hasOwnProperty(…) do what they do on any object.
                if (k in O.prototype && memberNames(name).indexOf(k) < 0) return O.prototype[k];
                return member(name, k);
            },
            has: function (t, k) { return typeof k === 'string' && memberNames(name).indexOf(k) >= 0; },
            ownKeys: function (t) {
                // V4 reads values from the target in Object.values and JSON.stringify.
                var names = memberNames(name);
                for (var i = 0; i < names.length; ++i) t[names[i]] = member(name, names[i]);
                return names;
            }
        });
        return new P(target, handler);
    }

    function recordObject(name) {
        if (!isComplete(name)) return undefined;
        var names = memberNames(name);
        var result = {};
        for (var i = 0; i < names.length; ++i) {
            var v = member(name, names[i]);
            if (v === undefined) return undefined;
            result[names[i]] = v;
        }
        return result;
    }

    // ---- failures that keep their Error ------------------------------------------------------------
    var lastFailure = null;
    function failure() {
        lastFailure = new NativeError('the value that was read has failed');
        return lastFailure;
    }

    // ---- results that go out -----------------------------------------------------------------------
    // Strict: everything must be JSON; undefined anywhere makes the whole undefined. Lenient (for
    // JSON.stringify): only unwraps.
    var bytes = 0, undefinedSeen = false;

    function count(n) {
        bytes += n;
        if (bytes > limits.resultBytes) tooLarge('The result', limits.resultBytes + ' bytes');
    }
    function at(path) { return path === '' ? 'the result' : 'result' + path; }

    function plainObject(v, path, depth, strict) {
        var info = v[INFO];
        if (info !== undefined && info.self === v) {
            count(info.size);
            return info.raw;
        }
        if (depth > 400) fail(at(path.slice(0, 60)) + '… is circular or nested deeper than 400 levels');
        var result, i, n;
        if (isArray(v)) {
            n = v.length;
            if (n > limits.arrayLength) tooLarge('The list', limits.arrayLength + ' items');
            count(2 + n);
            result = [];
            for (i = 0; i < n; ++i) result[i] = plain(v[i], path + '[' + i + ']', depth + 1, strict);
            return result;
        }
        if (getOwn(v, RECORD) !== undefined) {
            var whole = recordObject(v[RECORD]);
            if (whole === undefined) {
                undefinedSeen = true;
                return undefined;
            }
            return plainObject(whole, path, depth, strict);
        }
        if (isDate(v)) {
            if (!isFiniteNumber(v.getTime())) fail(at(path) + ' is an invalid date');
            count(26);
            return v.toISOString();
        }
        var kind = toText.call(v);
        if (kind === '[object Map]') fail(at(path) + ' is a Map: use Object.fromEntries([...map]) to give an object');
        if (kind === '[object Set]') fail(at(path) + ' is a Set: use [...set] to give a list');
        if (kind === '[object RegExp]') fail(at(path) + ' is a regular expression, not JSON');
        if (v instanceof NativeError) fail(at(path) + ' is an Error object: throw it, or give its message');
        if (v instanceof S || v instanceof N || v instanceof Bool) return plain(v.valueOf(), path, depth, strict);
        if (kind !== '[object Object]') fail(at(path) + ' is ' + kind.slice(8, -1) + ', not JSON');
        var keys = keysOf(v);
        result = {};
        count(2);
        for (i = 0, n = keys.length; i < n; ++i) {
            var k = keys[i];
            count(k.length + 4);
            var inner = plain(v[k], path + '.' + k, depth + 1, strict);
            result[k] = inner;
        }
        return result;
    }

    function plain(v, path, depth, strict) {
        switch (typeof v) {
        case 'string':
            count(v.length + 2);
            return v;
        case 'number':
            count(8);
            if (strict && !isFiniteNumber(v)) fail(at(path) + ' is ' + v + ', which JSON cannot hold');
            return v;
        case 'boolean':
            count(5);
            return v;
        case 'undefined':
            undefinedSeen = true;
            return v;
        case 'object':
            return v === null ? null : plainObject(v, path, depth, strict);
        }
        if (!strict) return v;
        fail(at(path) + ' is a ' + typeof v + ', not JSON' + (typeof v === 'function' ? ': is a call missing?' : ''));
    }

    function toJson(v) {
        bytes = 0;
        undefinedSeen = false;
        var result = plain(v, '', 0, true);
        return undefinedSeen ? undefined : result;
    }

    // ---- builtins ----------------------------------------------------------------------------------
    var builtins = {};

    function method(owner, name, f) { define(owner, name, { value: f, enumerable: false, configurable: true, writable: true }); }

    function checkList(list, name) {
        if (!isArray(list)) fail(name + ' needs a list: write [...value].' + name + '(…)');
        if (list.length > limits.arrayLength) tooLarge('The list', limits.arrayLength + ' items');
    }
    function checkLength(n) {
        if (n > limits.stringLength) tooLarge('The text', limits.stringLength + ' characters');
    }
    function isLocked(v) {
        var info = v[INFO];
        return info !== undefined && info.self === v;
    }

    ownNames(A.prototype).forEach(function (name) {
        var native = A.prototype[name];
        if (typeof native !== 'function' || name === 'constructor' || name === 'toString') return;
        var mutates = ['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'].indexOf(name) >= 0;
        var calls = ['every', 'some', 'forEach', 'map', 'filter', 'reduce', 'reduceRight', 'find', 'findIndex'].indexOf(name) >= 0;
        method(A.prototype, name, function () {
            checkList(this, name);
            var list = this;
            if (isLocked(this)) {
                if (mutates) readOnly();
                // Past the Proxy: faster, and V4's indexOf finds nothing behind one. Not where a
                // callback would be handed the list.
                if (!calls) list = this[INFO].shown;
            }
            switch (arguments.length) {
            case 0: return native.call(list);
            case 1: return native.call(list, arguments[0]);
            case 2: return native.call(list, arguments[0], arguments[1]);
            }
            return nativeApply.call(native, list, arguments);
        });
    });
    var nativeJoin = A.prototype.join;
    function textLength(v, depth) {
        if (typeof v === 'string') return v.length;
        if (isArray(v)) {
            if (depth > 100) fail('a list that holds itself, or is nested deeper than 100 levels, has no text');
            var n = v.length;
            if (n > limits.arrayLength) tooLarge('The list', limits.arrayLength + ' items');
            for (var i = 0; i < v.length; ++i) {
                n += textLength(v[i], depth + 1);
                checkLength(n);
            }
            return n;
        }
        return 24;
    }
    method(A.prototype, 'join', function join(separator) {
        checkList(this, 'join');
        var between = separator === undefined ? ',' : S(separator);
        checkLength(textLength(this, 0) + between.length * this.length);
        return nativeJoin.call(this, between);
    });
    method(A.prototype, 'toString', function toString() { return isArray(this) ? this.join() : '[object Object]'; });
    var nativeConcat = A.prototype.concat;
    method(A.prototype, 'concat', function concat() {
        checkList(this, 'concat');
        var n = this.length;
        for (var i = 0; i < arguments.length; ++i) n += isArray(arguments[i]) ? arguments[i].length : 1;
        if (n > limits.arrayLength) tooLarge('The list', limits.arrayLength + ' items');
        return nativeConcat.apply([...this], arguments);
    });
    function flatInto(result, list, depth) {
        for (var i = 0; i < list.length; ++i) {
            if (!(i in list)) continue;
            if (depth > 0 && isArray(list[i])) flatInto(result, list[i], depth - 1);
            else result.push(list[i]);
        }
        return result;
    }
    method(A.prototype, 'flat', function flat(depth) {
        checkList(this, 'flat');
        return flatInto([], this, depth === undefined ? 1 : least(+depth || 0, 100));
    });
    method(A.prototype, 'flatMap', function flatMap(f, thisArgument) { return this.map(f, thisArgument).flat(1); });
    function position(n, length) {
        n = +n || 0;
        n = n < 0 ? ceil(n) : floor(n);
        return n < 0 ? n + length : n;
    }
    method(A.prototype, 'at', function (n) { checkList(this, 'at'); return this[position(n, this.length)]; });
    method(A.prototype, 'findLast', function findLast(f) {
        checkList(this, 'findLast');
        for (var i = this.length - 1; i >= 0; --i) { if (f(this[i], i, this)) return this[i]; }
        return undefined;
    });

    var text = S.prototype;
    function wrapText(name, check) {
        var native = text[name];
        method(text, name, function (a, b) {
            checkLength(this.length);
            check.call(this, a, b);
            return arguments.length < 2 ? (arguments.length === 0 ? native.call(this) : native.call(this, a)) : native.call(this, a, b);
        });
    }
    wrapText('repeat', function (n) { checkLength(this.length * (+n || 0)); });
    wrapText('padStart', function (n) { checkLength(+n || 0); });
    wrapText('padEnd', function (n) { checkLength(+n || 0); });
    wrapText('normalize', function () { checkLength(this.length * 4); });
    ['match', 'search'].forEach(function (name) { wrapText(name, function (p) { checkPattern(p, this); }); });
    var nativeConcatText = text.concat;
    method(text, 'concat', function concat() {
        var n = this.length;
        for (var i = 0; i < arguments.length; ++i) n += S(arguments[i]).length;
        checkLength(n);
        return nativeConcatText.apply(this, arguments);
    });
    var nativeSplit = text.split;
    method(text, 'split', function split(separator, limit) {
        checkPattern(separator, this);
        var most = limit === undefined ? limits.arrayLength + 1 : limit;
        var parts = nativeSplit.call(this, separator, most);
        if (parts.length > limits.arrayLength) tooLarge('The list', limits.arrayLength + ' items');
        return parts;
    });
    var nativeReplace = text.replace;
    method(text, 'replace', function replace(pattern, by) {
        checkPattern(pattern, this);
        if (typeof by === 'function') {
            var total = this.length;
            return nativeReplace.call(this, pattern, function () {
                var part = S(by.apply(undefined, arguments));
                checkLength(total += part.length);
                return part;
            });
        }
        by = S(by);
        var each = by.length + (by.indexOf('$') < 0 ? 0 : by.split('$').length * this.length);
        checkLength(this.length + (pattern instanceof R && pattern.global ? (this.length + 1) * each : each));
        return nativeReplace.call(this, pattern, by);
    });
    method(text, 'replaceAll', function replaceAll(pattern, by) {
        if (pattern instanceof R) {
            if (!pattern.global) fail('replaceAll needs a regular expression with the g flag');
            return this.replace(pattern, by);
        }
        var parts = this.split(S(pattern));
        if (typeof by !== 'function') return parts.join(S(by));
        var result = parts[0];
        for (var i = 1; i < parts.length; ++i) {
            result += S(by(S(pattern))) + parts[i];
            checkLength(result.length);
        }
        return result;
    });
    method(text, 'at', function (n) { return this[position(n, this.length)]; });
    method(text, 'trimStart', function () { return nativeReplace.call(this, /^\s+/, ''); });
    method(text, 'trimEnd', function () { return (('x' + this).trim()).slice(1); });

    // One match cannot be interrupted. Long texts are refused, and so are patterns that repeat a group
    // which itself repeats: the time they take doubles with each character.
    function repeatsARepeat(source) {
        var open = [], inClass = false, inner = false;
        for (var i = 0; i < source.length; ++i) {
            var c = source[i];
            if (c === '\\') { ++i; continue; }
            if (inClass) { inClass = c !== ']'; continue; }
            if (c === '[') inClass = true;
            else if (c === '(') { open.push(inner); inner = false; }
            else if (c === ')') {
                var next = source[i + 1], repeated = next === '*' || next === '+' || next === '{';
                if (repeated && inner) return true;
                inner = open.pop() || inner || repeated;
            } else if (c === '*' || c === '+' || (c === '{' && /^\{\d+,\d*\}/.test(source.slice(i, i + 12))) || c === '|') inner = true;
        }
        return false;
    }
    var nativeExec = R.prototype.exec, nativeTest = R.prototype.test;
    function checkPattern(pattern, subject) {
        if (!(pattern instanceof R)) return;
        if (subject.length > limits.patternLength) tooLarge('The text for a regular expression', limits.patternLength + ' characters');
        if (subject.length > 24 && repeatsARepeat(pattern.source))
            fail('/' + pattern.source + '/ repeats a group that holds a repetition or an alternative; on a long text that may never end');
    }
    method(R.prototype, 'exec', function exec(subject) { subject = S(subject); checkPattern(this, subject); return nativeExec.call(this, subject); });
    method(R.prototype, 'test', function test(subject) { subject = S(subject); checkPattern(this, subject); return nativeTest.call(this, subject); });

    method(Function.prototype, 'apply', function apply(self, list) {
        return nativeApply.call(this, self, list === undefined || list === null ? [] : [...list]);
    });

    builtins.Object = freeze(assign(function Object(v) { return v === undefined || v === null ? {} : O(v); }, {
        keys: function keys(v) { return keysOf(v); },
        values: function values(v) { return keysOf(v).map(function (k) { return v[k]; }); },
        entries: function entries(v) { return keysOf(v).map(function (k) { return [k, v[k]]; }); },
        assign: function (target) {
            if (target !== null && typeof target === 'object' && (isLocked(target) || getOwn(target, RECORD) !== undefined)) readOnly();
            for (var i = 1; i < arguments.length; ++i) copy(target, arguments[i]);
            return target;
        },
        fromEntries: function fromEntries(list) {
            var result = {};
            for (var pair of list) result[pair[0]] = pair[1];
            return result;
        },
        hasOwn: function (v, k) { return hasOwn.call(v, k); },
        is: O.is,
        freeze: function (v) { return isArray(v) ? v : freeze(v); }
    }));
    function copy(target, from) {
        if (from === null || from === undefined) return;
        if (typeof from === 'string') from = [...from];
        var keys = keysOf(from);
        for (var i = 0; i < keys.length; ++i) target[keys[i]] = from[keys[i]];
    }
    function sizedList(n) {
        if (n > limits.arrayLength) tooLarge('The list', limits.arrayLength + ' items');
        return new A(n);
    }
    builtins.Array = freeze(assign(function Array(n) {
        if (arguments.length === 1 && typeof n === 'number') return sizedList(n);
        return [...arguments];
    }, {
        isArray: function (v) { return isArray(v); },
        of: function () { return [...arguments]; },
        from: function (source, f) {
            var result, i;
            if (source !== null && source !== undefined && typeof source[iterator] === 'function') {
                result = [];
                for (var v of source) { if (result.push(v) > limits.arrayLength) sizedList(result.length); }
            } else {
                var n = floor(+(O(source).length) || 0);
                sizedList(n > 0 ? n : 0);
                result = [];
                for (i = 0; i < n; ++i) result[i] = source[i];
            }
            return f === undefined ? result : result.map(function (each, index) { return f(each, index); });
        }
    }));
    function pick(native, names) {
        var result = {};
        names.forEach(function (k) { if (native[k] !== undefined) result[k] = native[k]; });
        return result;
    }
    builtins.String = freeze(assign(function String(v) { return arguments.length === 0 ? '' : isArray(v) ? v.join() : S(v); },
        pick(S, ['fromCharCode', 'fromCodePoint'])));
    builtins.Number = freeze(assign(function Number(v) { return arguments.length === 0 ? 0 : N(v); },
        pick(N, ['EPSILON', 'MAX_SAFE_INTEGER', 'MIN_SAFE_INTEGER', 'MAX_VALUE', 'MIN_VALUE', 'isFinite', 'isInteger', 'isNaN', 'isSafeInteger', 'parseFloat', 'parseInt']),
        { isInteger: function (v) { return typeof v === 'number' && isFiniteNumber(v) && floor(v) === v; },
          isSafeInteger: function (v) { return typeof v === 'number' && isFiniteNumber(v) && floor(v) === v && magnitude(v) <= 9007199254740991; },
          MAX_SAFE_INTEGER: 9007199254740991, MIN_SAFE_INTEGER: -9007199254740991 }));
    builtins.Boolean = freeze(function Boolean(v) { return !!v; });
    var noClock = 'an expression must give the same result each time it is evaluated: take the time from a construct';
    function NewDate() {
        if (arguments.length === 0) fail('there is no clock here: ' + noClock);
        return arguments.length === 1 ? new D(arguments[0]) : new D(D.UTC.apply(D, arguments));
    }
    builtins.Date = freeze(assign(NewDate, {
        UTC: D.UTC, parse: D.parse,
        now: function now() { fail('there is no Date.now: ' + noClock); }
    }));
    builtins.Map = freeze(function Map(entries) { return new M(entries); });
    builtins.Set = freeze(function Set(values) { return new SE(values); });
    builtins.RegExp = freeze(function RegExp(pattern, flags) { return new R(pattern, flags); });
    [NativeError, NativeTypeError, NativeRangeError].forEach(function (E) {
        builtins[E.prototype.name] = freeze(function (message) { return new E(message); });
    });
    builtins.Math = (function () {
        var result = {};
        ownNames(Math).forEach(function (k) { result[k] = Math[k]; });
        result.random = function random() { fail('there is no Math.random: an expression must give the same result each time it is evaluated'); };
        return freeze(result);
    })();
    builtins.JSON = freeze({
        parse: function (s, reviver) { s = S(s); checkLength(s.length); return reviver === undefined ? J.parse(s) : J.parse(s, reviver); },
        stringify: function (v, replacer, space) {
            bytes = 0;
            if (isArray(replacer)) replacer = [...replacer];
            if (typeof space === 'number') space = least(space, 8);
            return stringify(plain(v, '', 0, false), replacer, space);
        }
    });
    ['parseInt', 'parseFloat', 'isNaN', 'isFinite', 'encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'decodeURI'].forEach(function (name) {
        var native = host.globals[name];
        builtins[name] = freeze(function (v, w) { if (typeof v === 'string') checkLength(v.length * 2); return native(v, w); });
    });

    // ---- helpers -----------------------------------------------------------------------------------
    builtins.untrack = freeze(function untrack(f) {
        if (typeof f !== 'function') fail('untrack needs a function: untrack(() => memory.messages)');
        setTracking(false);
        try { return f(); } finally { setTracking(true); }
    });
    builtins.merge = freeze(function merge() {
        var result = {};
        for (var i = 0; i < arguments.length; ++i) copy(result, arguments[i]);
        return result;
    });
    builtins.withToolResults = freeze(function withToolResults(messages, completion, results) {
        var calls = completion.toolCalls;
        if (messages === undefined || calls === undefined || results === undefined) return undefined;
        if (!isArray(messages)) fail('withToolResults(messages, completion, results): messages is no list');
        if (!isArray(calls)) fail('withToolResults(messages, completion, results): completion.toolCalls is no list');
        if (!isArray(results) || results.length !== calls.length)
            fail('withToolResults(messages, completion, results): needs one result for each of the ' + calls.length + ' tool calls');
        var content = completion.content;
        var wire = [], answers = [];
        for (var i = 0; i < calls.length; ++i) {
            var call = calls[i], result = results[i], args = call.args;
            if (result === undefined) return undefined;
            wire.push({ id: call.id, type: 'function', function: {
                name: call.name,
                arguments: typeof args === 'string' ? args : builtins.JSON.stringify(args === undefined || args === null ? {} : args) } });
            answers.push({ role: 'tool', tool_call_id: call.id,
                           content: typeof result === 'string' ? result : builtins.JSON.stringify(result) });
        }
        return [...messages, { role: 'assistant', content: content === undefined ? null : content, tool_calls: wire }, ...answers];
    });

    function forbidden(name, why) {
        define(builtins, name, { enumerable: false, get: function () { fail(name + ' is not available in expressions' + why); } });
    }
    ['eval', 'Function', 'globalThis', 'Proxy', 'Reflect', 'Promise', 'Symbol', 'setTimeout', 'console', 'Qt', 'print', 'require'].forEach(function (name) { forbidden(name, ''); });
    ['WeakMap', 'WeakSet'].forEach(function (name) { forbidden(name, ': use Map or Set'); });

    // ---- frames: where the identifiers of one expression are looked up -----------------------------
    function resolve(name) {
        var v = readName(name);
        if (v === UNKNOWN) {
            if (hasOwn.call(builtins, name)) return builtins[name];
            noteUnknown(name);
            throw new NativeReferenceError(name + ' is not defined');
        }
        if (v === IS_RECORD) return hasOwn.call(records, name) ? records[name] : (records[name] = makeRecord(name));
        if (v === FAILED) throw failure();
        return v;
    }
    function makeFrame(names) {
        var frame = {};
        names.forEach(function (name) {
            define(frame, name, {
                get: function () { return resolve(name); },
                set: function () { fail('cannot assign to ' + name + ': names in scope are read-only'); }
            });
        });
        return frame;
    }

    // ---- close the doors ---------------------------------------------------------------------------
    var generator = function* () { };
    var prototypes = [O.prototype, Function.prototype, A.prototype, S.prototype, N.prototype, Boolean.prototype,
        D.prototype, M.prototype, SE.prototype, R.prototype, NativeError.prototype, NativeTypeError.prototype,
        NativeRangeError.prototype, SyntaxError.prototype, ReferenceError.prototype, EvalError.prototype,
        URIError.prototype, NativeSymbol.prototype, Promise.prototype, ArrayBuffer.prototype, DataView.prototype,
        protoOf(generator), protoOf(generator.prototype || {}), protoOf(generator()), protoOf(protoOf(generator())),
        protoOf([][iterator]()), protoOf(''[iterator]()), protoOf(new M()[iterator]()), protoOf(new SE()[iterator]())];
    var iteratorPrototype = protoOf(protoOf([][iterator]()));
    if (iteratorPrototype && iteratorPrototype !== O.prototype) prototypes.push(iteratorPrototype);
    ['__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__', '__proto__', 'toLocaleString'].forEach(function (k) { delete O.prototype[k]; });
    ['connect', 'disconnect', 'caller', 'arguments'].forEach(function (k) { delete Function.prototype[k]; });
    delete R.prototype.compile;
    delete A.prototype.toLocaleString;
    method(Function.prototype, 'toString', function toString() { return 'function'; });
    prototypes.forEach(function (p) {
        if (getOwn(p, 'constructor') === undefined) return;
        delete p.constructor;
    });
    prototypes.forEach(function (p) {
        ownNames(p).concat(symbolsOf(p)).forEach(function (k) {
            var d = getOwn(p, k);
            if (d && typeof d.value === 'function') freeze(d.value);
            if (d && typeof d.get === 'function') freeze(d.get);
        });
    });
    var global = host.globals;
    keysOf(builtins).forEach(function (k) {
        var b = builtins[k];
        if (typeof b === 'function' && b.prototype) freeze(b.prototype);
        keysOf(b).forEach(function (n) { if (typeof b[n] === 'function') freeze(b[n]); });
    });
    ownNames(global).forEach(function (k) { if (k !== 'undefined' && k !== 'NaN' && k !== 'Infinity') delete global[k]; });
    freeze(builtins);
    // A frozen Object.prototype would make V4 drop members called "toString" from objects made by
    // assignment: its members get a setter that makes an own member instead.
    ownNames(O.prototype).forEach(function (k) {
        var value = O.prototype[k];
        define(O.prototype, k, {
            enumerable: false, configurable: false,
            get: function () { return value; },
            set: function (v) {
                if (this === O.prototype) readOnly();
                define(this, k, { value: v, writable: true, enumerable: true, configurable: true });
            }
        });
    });
    prototypes.forEach(function (p) { freeze(p); });
    freeze(global);

    return {
        protect: protect,
        makeFrame: makeFrame,
        // [value], or [undefined, thrown]: an Error is a fine thing to be thrown, and no result.
        evaluate: function (f) {
            try { return [toJson(f())]; } catch (e) { return [undefined, e]; }
        },
        swapRecords: function (next) { var old = records; records = next; return old; },
        isFailure: function (e) { return e === lastFailure && e !== null; },
        names: keysOf(builtins).concat(['undefined', 'NaN', 'Infinity'])
    };
})
