/** The first 32 bits of what follows the point in the cube roots of the first 64 primes. */
const constants = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
])
const blockBytes = 64

/**
 * SHA-256, without what needs a platform. Source: FIPS 180-4. A run hashes a few short texts, so it is written such that
 * it takes little time before V8 has optimised it, and V8 does not set out to.
 */
export function sha256(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / blockBytes) * blockBytes)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n)
  const state = new Int32Array([
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  ])
  for (let offset = 0; offset < padded.length; offset += blockBytes) compress(state, view, offset)
  const hash = new DataView(new ArrayBuffer(32))
  for (let index = 0; index < 8; index++) hash.setInt32(4 * index, state[index] as number)
  return new Uint8Array(hash.buffer)
}

/** Works one block into the state. Eight rounds in a row leave each variable where it was. */
function compress(state: Int32Array, block: DataView, offset: number): void {
  for (let index = 0; index < 16; index++) words[index] = block.getInt32(offset + 4 * index)
  for (let index = 16; index < words.length; index++) {
    const far = words[index - 15] as number
    const near = words[index - 2] as number
    words[index] =
      (words[index - 16] as number) +
      (words[index - 7] as number) +
      (((far >>> 7) | (far << 25)) ^ ((far >>> 18) | (far << 14)) ^ (far >>> 3)) +
      (((near >>> 17) | (near << 15)) ^ ((near >>> 19) | (near << 13)) ^ (near >>> 10))
  }
  let a = state[0] as number
  let b = state[1] as number
  let c = state[2] as number
  let d = state[3] as number
  let e = state[4] as number
  let f = state[5] as number
  let g = state[6] as number
  let h = state[7] as number
  for (let index = 0; index < words.length; index += 8) {
    h += sum1(e) + ((e & f) ^ (~e & g)) + word(index)
    d = (d + h) | 0
    h = (h + sum0(a) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    g += sum1(d) + ((d & e) ^ (~d & f)) + word(index + 1)
    c = (c + g) | 0
    g = (g + sum0(h) + ((h & a) ^ (h & b) ^ (a & b))) | 0
    f += sum1(c) + ((c & d) ^ (~c & e)) + word(index + 2)
    b = (b + f) | 0
    f = (f + sum0(g) + ((g & h) ^ (g & a) ^ (h & a))) | 0
    e += sum1(b) + ((b & c) ^ (~b & d)) + word(index + 3)
    a = (a + e) | 0
    e = (e + sum0(f) + ((f & g) ^ (f & h) ^ (g & h))) | 0
    d += sum1(a) + ((a & b) ^ (~a & c)) + word(index + 4)
    h = (h + d) | 0
    d = (d + sum0(e) + ((e & f) ^ (e & g) ^ (f & g))) | 0
    c += sum1(h) + ((h & a) ^ (~h & b)) + word(index + 5)
    g = (g + c) | 0
    c = (c + sum0(d) + ((d & e) ^ (d & f) ^ (e & f))) | 0
    b += sum1(g) + ((g & h) ^ (~g & a)) + word(index + 6)
    f = (f + b) | 0
    b = (b + sum0(c) + ((c & d) ^ (c & e) ^ (d & e))) | 0
    a += sum1(f) + ((f & g) ^ (~f & h)) + word(index + 7)
    e = (e + a) | 0
    a = (a + sum0(b) + ((b & c) ^ (b & d) ^ (c & d))) | 0
  }
  state[0] = (state[0] as number) + a
  state[1] = (state[1] as number) + b
  state[2] = (state[2] as number) + c
  state[3] = (state[3] as number) + d
  state[4] = (state[4] as number) + e
  state[5] = (state[5] as number) + f
  state[6] = (state[6] as number) + g
  state[7] = (state[7] as number) + h
}
const words = new Int32Array(constants.length)
const word = (index: number): number => (constants[index] as number) + (words[index] as number)
const sum0 = (x: number): number =>
  ((x >>> 2) | (x << 30)) ^ ((x >>> 13) | (x << 19)) ^ ((x >>> 22) | (x << 10))
const sum1 = (x: number): number =>
  ((x >>> 6) | (x << 26)) ^ ((x >>> 11) | (x << 21)) ^ ((x >>> 25) | (x << 7))
