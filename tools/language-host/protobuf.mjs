/**
 * The part of the protocol-buffer wire format that the language protocol uses.
 *
 * A message is described as `{fieldNumber: [name, type]}`; type is "string", "bytes", "bool", "int", "double",
 * another description (a nested message), `{repeated: type}` or `{map: type}` (keys are strings).
 * Unknown fields are skipped, so newer engines may add some.
 */

/** Decodes one message; absent fields take the protocol's defaults ("", false, 0, [], {}), absent messages are undefined. */
export function decode(fields, bytes) {
  const message = {};
  for (const [name, type] of Object.values(fields)) {
    message[name] = initial(type);
  }
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return value;
      }
    }
  };
  const take = (length) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    let raw;
    switch (tag & 7) {
      case 0:
        raw = varint();
        break;
      case 1:
        raw = take(8);
        break;
      case 2:
        raw = take(Number(varint()));
        break;
      case 5:
        raw = take(4);
        break;
      default:
        throw new Error(`unsupported wire type ${tag & 7}`);
    }
    const field = fields[tag >> 3];
    if (field === undefined) {
      continue;
    }
    const [name, type] = field;
    if (type.repeated) {
      message[name].push(toValue(type.repeated, raw));
    } else if (type.map) {
      const { key, value } = decode({ 1: ["key", "string"], 2: ["value", type.map] }, raw);
      message[name][key] = value;
    } else {
      message[name] = toValue(type, raw);
    }
  }
  return message;
}

/** Encodes one message; undefined fields and the protocol's defaults are left out, as protobuf does. */
export function encode(fields, message) {
  const parts = [];
  for (const [number, [name, type]] of Object.entries(fields)) {
    const value = message[name];
    if (type.repeated) {
      for (const item of value ?? []) {
        parts.push(...field(Number(number), type.repeated, item));
      }
    } else if (type.map) {
      const entry = { 1: ["key", "string"], 2: ["value", type.map] };
      for (const [key, item] of Object.entries(value ?? {})) {
        parts.push(...field(Number(number), entry, { key, value: item }));
      }
    } else if (value !== undefined && value !== "" && value !== false && value !== 0) {
      parts.push(...field(Number(number), type, value));
    }
  }
  return Buffer.concat(parts);
}

function initial(type) {
  if (type.repeated) {
    return [];
  }
  if (type.map) {
    return {};
  }
  return { string: "", bytes: Buffer.alloc(0), bool: false, int: 0, double: undefined }[type];
}

function toValue(type, raw) {
  switch (type) {
    case "string":
      return raw.toString("utf8");
    case "bytes":
      return raw;
    case "bool":
      return raw !== 0n;
    case "int":
      return Number(BigInt.asIntN(64, raw));
    case "double":
      return raw.readDoubleLE(0);
    default:
      return decode(type, raw);
  }
}

function field(number, type, value) {
  if (type === "bool" || type === "int") {
    return [varint(number << 3), varint(type === "bool" ? 1 : value)];
  }
  if (type === "double") {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    return [varint((number << 3) | 1), bytes];
  }
  const bytes = typeof type === "object" ? encode(type, value) : Buffer.from(value);
  return [varint((number << 3) | 2), varint(bytes.length), bytes];
}

function varint(value) {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes = [];
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}
