// What ONNX Runtime answers: node onnx_answers.js PACKAGE FOLDER NAME ...
//
// Reads FOLDER/NAME.onnx and NAME.x, writes NAME.all (all samples in one batch)
// and NAME.one (one by one) as 32-bit floats.
const fs = require("fs");
const [, , packageFolder, folder, ...names] = process.argv;
const ort = require(packageFolder);

function floats(file) {
  const bytes = fs.readFileSync(file);
  return new Float32Array(bytes.buffer.slice(
    bytes.byteOffset, bytes.byteOffset + bytes.length));
}

async function answers(name) {
  const session = await ort.InferenceSession.create(`${folder}/${name}.onnx`);
  const {dims} = JSON.parse(fs.readFileSync(`${folder}/${name}.json`));
  const size = dims.reduce((a, b) => a * b, 1);
  const x = floats(`${folder}/${name}.x`);
  const run = async (from, count) => {
    const numbers = x.slice(from * size, (from + count) * size);
    const input = new ort.Tensor("float32", numbers, [count, ...dims]);
    const result = await session.run({[session.inputNames[0]]: input});
    return result[session.outputNames[0]].data;
  };
  const samples = x.length / size;
  const write = (kind, parts) => fs.writeFileSync(
    `${folder}/${name}.${kind}`,
    Buffer.concat(parts.map(p => Buffer.from(p.buffer, p.byteOffset,
                                             p.byteLength))));
  write("all", [await run(0, samples)]);
  const one = [];
  for (let i = 0; i < samples; ++i) one.push(await run(i, 1));
  write("one", one);
}

(async () => { for (const name of names) await answers(name); })();
