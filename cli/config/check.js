// Written by scripts/schema-checks.ts from schemas/warrener-config.schema.json: do not edit by hand.
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
"use strict";
export const validate = validate10;
export default validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"https://github.com/warrener/warrener/schemas/warrener-config.schema.json","title":"Config file of warrener","description":"Read from .warrener.yaml, .warrener.yml or .warrener.json, upwards from the working directory to the root of the repository.","type":"object","additionalProperties":false,"properties":{"failOn":{"description":"Mildest severity that fails a run.","enum":["error","warning","info","never"],"default":"error"},"rabbitmqVersion":{"description":"Release of RabbitMQ where no image tag tells, as text: \"3.13\" or \"3.13.7\".","type":"string","pattern":"^[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?$"},"metadataStore":{"description":"Where clusters have their metadata if their release leaves it open: 4.2 has Mnesia when upgraded and Khepri when new.","enum":["mnesia","khepri"]},"rules":{"description":"What becomes of a rule, by its id.","type":"object","additionalProperties":{"$ref":"#/definitions/rule"}},"overrides":{"description":"Rules that are set otherwise for a part of the objects. Later entries win.","type":"array","items":{"type":"object","additionalProperties":false,"required":["rules"],"anyOf":[{"required":["namespaces"]},{"required":["names"]},{"required":["files"]}],"properties":{"namespaces":{"description":"Globs over namespaces.","$ref":"#/definitions/globs"},"names":{"description":"Globs over names of objects.","$ref":"#/definitions/globs"},"files":{"description":"Globs over paths of files.","$ref":"#/definitions/globs"},"rules":{"description":"As rules above, for these objects.","type":"object","additionalProperties":{"$ref":"#/definitions/rule"}}}}},"contexts":{"description":"Globs over folders whose objects do not belong together, such as overlays of one base.","$ref":"#/definitions/globs"},"externalResources":{"description":"Objects that are made elsewhere and never count as missing.","type":"array","items":{"type":"object","additionalProperties":false,"required":["kind"],"properties":{"kind":{"description":"The kind, as it is written in an object.","type":"string","pattern":"."},"namespace":{"description":"A glob.","type":"string","pattern":"."},"name":{"description":"A glob.","type":"string","pattern":"."}}}},"webhook":{"description":"What the admission webhook does with findings.","type":"object","additionalProperties":false,"properties":{"enforce":{"description":"What becomes of findings of a severity that a request causes.","type":"object","additionalProperties":false,"properties":{"error":{"$ref":"#/definitions/enforcement"},"warning":{"$ref":"#/definitions/enforcement"},"info":{"$ref":"#/definitions/enforcement"}}},"enforceSince":{"description":"A version of Warrener; rules that are newer warn only, so that an update of Warrener refuses nothing that passed before.","type":"string","default":"0.1","pattern":"^[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?$","examples":["1.0"]},"pairing":{"description":"A StatefulSet whose Service is not there yet.","enum":["deny","warn"],"default":"deny"},"deletion":{"description":"A headless Service that goes while the StatefulSet that it governs runs.","enum":["deny","warn"],"default":"deny"},"mutate":{"description":"Which fixes are applied at admission.","enum":["additive","safe","off"],"default":"additive"},"allowSuppression":{"description":"Whether annotations may silence a rule at admission.","type":"boolean","default":true}}}},"definitions":{"globs":{"type":"array","minItems":1,"items":{"type":"string","pattern":"."}},"severity":{"enum":["off","info","warning","error"]},"enforcement":{"enum":["deny","warn","audit"]},"rule":{"if":{"type":"object"},"then":{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"severity":{"$ref":"#/definitions/severity"},"enforce":{"$ref":"#/definitions/enforcement"}}},"else":{"$ref":"#/definitions/severity"}}}};
const schema16 = {"type":"array","minItems":1,"items":{"type":"string","pattern":"."}};
const schema14 = {"enum":["deny","warn","audit"]};
const pattern0 = new RegExp("^[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?$", "u");
const pattern1 = new RegExp(".", "u");
const schema12 = {"if":{"type":"object"},"then":{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"severity":{"$ref":"#/definitions/severity"},"enforce":{"$ref":"#/definitions/enforcement"}}},"else":{"$ref":"#/definitions/severity"}};
const schema13 = {"enum":["off","info","warning","error"]};

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs0 = errors;
let valid0 = true;
const _errs1 = errors;
if(!(data && typeof data == "object" && !Array.isArray(data))){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs1 === errors;
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err1 = {instancePath,schemaPath:"#/then/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema12.then,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "severity") || (key0 === "enforce"))){
const err2 = {instancePath,schemaPath:"#/then/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema12.then,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.severity !== undefined){
let data0 = data.severity;
if(!((((data0 === "off") || (data0 === "info")) || (data0 === "warning")) || (data0 === "error"))){
const err3 = {instancePath:instancePath+"/severity",schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values",schema:schema13.enum,parentSchema:schema13,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.enforce !== undefined){
let data1 = data.enforce;
if(!(((data1 === "deny") || (data1 === "warn")) || (data1 === "audit"))){
const err4 = {instancePath:instancePath+"/enforce",schemaPath:"#/definitions/enforcement/enum",keyword:"enum",params:{allowedValues: schema14.enum},message:"must be equal to one of the allowed values",schema:schema14.enum,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/then/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema12.then.type,parentSchema:schema12.then,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var _valid0 = _errs3 === errors;
valid0 = _valid0;
ifClause0 = "then";
}
else {
const _errs10 = errors;
if(!((((data === "off") || (data === "info")) || (data === "warning")) || (data === "error"))){
const err6 = {instancePath,schemaPath:"#/definitions/severity/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values",schema:schema13.enum,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var _valid0 = _errs10 === errors;
valid0 = _valid0;
ifClause0 = "else";
}
if(!valid0){
const err7 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema12.if,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://github.com/warrener/warrener/schemas/warrener-config.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((((key0 === "failOn") || (key0 === "rabbitmqVersion")) || (key0 === "metadataStore")) || (key0 === "rules")) || (key0 === "overrides")) || (key0 === "contexts")) || (key0 === "externalResources")) || (key0 === "webhook"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.failOn !== undefined){
let data0 = data.failOn;
if(!((((data0 === "error") || (data0 === "warning")) || (data0 === "info")) || (data0 === "never"))){
const err1 = {instancePath:instancePath+"/failOn",schemaPath:"#/properties/failOn/enum",keyword:"enum",params:{allowedValues: schema11.properties.failOn.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.failOn.enum,parentSchema:schema11.properties.failOn,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.rabbitmqVersion !== undefined){
let data1 = data.rabbitmqVersion;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err2 = {instancePath:instancePath+"/rabbitmqVersion",schemaPath:"#/properties/rabbitmqVersion/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?$"},message:"must match pattern \""+"^[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?$"+"\"",schema:"^[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?$",parentSchema:schema11.properties.rabbitmqVersion,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/rabbitmqVersion",schemaPath:"#/properties/rabbitmqVersion/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.rabbitmqVersion.type,parentSchema:schema11.properties.rabbitmqVersion,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.metadataStore !== undefined){
let data2 = data.metadataStore;
if(!((data2 === "mnesia") || (data2 === "khepri"))){
const err4 = {instancePath:instancePath+"/metadataStore",schemaPath:"#/properties/metadataStore/enum",keyword:"enum",params:{allowedValues: schema11.properties.metadataStore.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.metadataStore.enum,parentSchema:schema11.properties.metadataStore,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.rules !== undefined){
let data3 = data.rules;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
if(!(validate11(data3[key1], {instancePath:instancePath+"/rules/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data3,parentDataProperty:key1,rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
}
else {
const err5 = {instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.rules.type,parentSchema:schema11.properties.rules,data:data3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.overrides !== undefined){
let data5 = data.overrides;
if(Array.isArray(data5)){
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
const _errs14 = errors;
let valid4 = false;
const _errs15 = errors;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.namespaces === undefined){
const err6 = {instancePath:instancePath+"/overrides/" + i0,schemaPath:"#/properties/overrides/items/anyOf/0/required",keyword:"required",params:{missingProperty: "namespaces"},message:"must have required property '"+"namespaces"+"'",schema:schema11.properties.overrides.items.anyOf[0].required,parentSchema:schema11.properties.overrides.items.anyOf[0],data:data6};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
var _valid0 = _errs15 === errors;
valid4 = valid4 || _valid0;
if(!valid4){
const _errs16 = errors;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.names === undefined){
const err7 = {instancePath:instancePath+"/overrides/" + i0,schemaPath:"#/properties/overrides/items/anyOf/1/required",keyword:"required",params:{missingProperty: "names"},message:"must have required property '"+"names"+"'",schema:schema11.properties.overrides.items.anyOf[1].required,parentSchema:schema11.properties.overrides.items.anyOf[1],data:data6};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
var _valid0 = _errs16 === errors;
valid4 = valid4 || _valid0;
if(!valid4){
const _errs17 = errors;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.files === undefined){
const err8 = {instancePath:instancePath+"/overrides/" + i0,schemaPath:"#/properties/overrides/items/anyOf/2/required",keyword:"required",params:{missingProperty: "files"},message:"must have required property '"+"files"+"'",schema:schema11.properties.overrides.items.anyOf[2].required,parentSchema:schema11.properties.overrides.items.anyOf[2],data:data6};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
var _valid0 = _errs17 === errors;
valid4 = valid4 || _valid0;
}
}
if(!valid4){
const err9 = {instancePath:instancePath+"/overrides/" + i0,schemaPath:"#/properties/overrides/items/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.overrides.items.anyOf,parentSchema:schema11.properties.overrides.items,data:data6};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
else {
errors = _errs14;
if(vErrors !== null){
if(_errs14){
vErrors.length = _errs14;
}
else {
vErrors = null;
}
}
}
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.rules === undefined){
const err10 = {instancePath:instancePath+"/overrides/" + i0,schemaPath:"#/properties/overrides/items/required",keyword:"required",params:{missingProperty: "rules"},message:"must have required property '"+"rules"+"'",schema:schema11.properties.overrides.items.required,parentSchema:schema11.properties.overrides.items,data:data6};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
for(const key2 in data6){
if(!((((key2 === "namespaces") || (key2 === "names")) || (key2 === "files")) || (key2 === "rules"))){
const err11 = {instancePath:instancePath+"/overrides/" + i0,schemaPath:"#/properties/overrides/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.overrides.items,data:data6};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data6.namespaces !== undefined){
let data7 = data6.namespaces;
if(Array.isArray(data7)){
if(data7.length < 1){
const err12 = {instancePath:instancePath+"/overrides/" + i0+"/namespaces",schemaPath:"#/definitions/globs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema16,data:data7};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
let data8 = data7[i1];
if(typeof data8 === "string"){
if(!pattern1.test(data8)){
const err13 = {instancePath:instancePath+"/overrides/" + i0+"/namespaces/" + i1,schemaPath:"#/definitions/globs/items/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\"",schema:".",parentSchema:schema16.items,data:data8};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/overrides/" + i0+"/namespaces/" + i1,schemaPath:"#/definitions/globs/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.items.type,parentSchema:schema16.items,data:data8};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/overrides/" + i0+"/namespaces",schemaPath:"#/definitions/globs/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema16.type,parentSchema:schema16,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data6.names !== undefined){
let data9 = data6.names;
if(Array.isArray(data9)){
if(data9.length < 1){
const err16 = {instancePath:instancePath+"/overrides/" + i0+"/names",schemaPath:"#/definitions/globs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema16,data:data9};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
let data10 = data9[i2];
if(typeof data10 === "string"){
if(!pattern1.test(data10)){
const err17 = {instancePath:instancePath+"/overrides/" + i0+"/names/" + i2,schemaPath:"#/definitions/globs/items/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\"",schema:".",parentSchema:schema16.items,data:data10};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/overrides/" + i0+"/names/" + i2,schemaPath:"#/definitions/globs/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.items.type,parentSchema:schema16.items,data:data10};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/overrides/" + i0+"/names",schemaPath:"#/definitions/globs/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema16.type,parentSchema:schema16,data:data9};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data6.files !== undefined){
let data11 = data6.files;
if(Array.isArray(data11)){
if(data11.length < 1){
const err20 = {instancePath:instancePath+"/overrides/" + i0+"/files",schemaPath:"#/definitions/globs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema16,data:data11};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
const len3 = data11.length;
for(let i3=0; i3<len3; i3++){
let data12 = data11[i3];
if(typeof data12 === "string"){
if(!pattern1.test(data12)){
const err21 = {instancePath:instancePath+"/overrides/" + i0+"/files/" + i3,schemaPath:"#/definitions/globs/items/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\"",schema:".",parentSchema:schema16.items,data:data12};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/overrides/" + i0+"/files/" + i3,schemaPath:"#/definitions/globs/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.items.type,parentSchema:schema16.items,data:data12};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/overrides/" + i0+"/files",schemaPath:"#/definitions/globs/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema16.type,parentSchema:schema16,data:data11};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data6.rules !== undefined){
let data13 = data6.rules;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key3 in data13){
if(!(validate11(data13[key3], {instancePath:instancePath+"/overrides/" + i0+"/rules/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data13,parentDataProperty:key3,rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
}
else {
const err24 = {instancePath:instancePath+"/overrides/" + i0+"/rules",schemaPath:"#/properties/overrides/items/properties/rules/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.overrides.items.properties.rules.type,parentSchema:schema11.properties.overrides.items.properties.rules,data:data13};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/overrides/" + i0,schemaPath:"#/properties/overrides/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.overrides.items.type,parentSchema:schema11.properties.overrides.items,data:data6};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/overrides",schemaPath:"#/properties/overrides/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.overrides.type,parentSchema:schema11.properties.overrides,data:data5};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.contexts !== undefined){
let data15 = data.contexts;
if(Array.isArray(data15)){
if(data15.length < 1){
const err27 = {instancePath:instancePath+"/contexts",schemaPath:"#/definitions/globs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema16,data:data15};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
const len4 = data15.length;
for(let i4=0; i4<len4; i4++){
let data16 = data15[i4];
if(typeof data16 === "string"){
if(!pattern1.test(data16)){
const err28 = {instancePath:instancePath+"/contexts/" + i4,schemaPath:"#/definitions/globs/items/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\"",schema:".",parentSchema:schema16.items,data:data16};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/contexts/" + i4,schemaPath:"#/definitions/globs/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.items.type,parentSchema:schema16.items,data:data16};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/contexts",schemaPath:"#/definitions/globs/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema16.type,parentSchema:schema16,data:data15};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.externalResources !== undefined){
let data17 = data.externalResources;
if(Array.isArray(data17)){
const len5 = data17.length;
for(let i5=0; i5<len5; i5++){
let data18 = data17[i5];
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.kind === undefined){
const err31 = {instancePath:instancePath+"/externalResources/" + i5,schemaPath:"#/properties/externalResources/items/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema11.properties.externalResources.items.required,parentSchema:schema11.properties.externalResources.items,data:data18};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key4 in data18){
if(!(((key4 === "kind") || (key4 === "namespace")) || (key4 === "name"))){
const err32 = {instancePath:instancePath+"/externalResources/" + i5,schemaPath:"#/properties/externalResources/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.externalResources.items,data:data18};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data18.kind !== undefined){
let data19 = data18.kind;
if(typeof data19 === "string"){
if(!pattern1.test(data19)){
const err33 = {instancePath:instancePath+"/externalResources/" + i5+"/kind",schemaPath:"#/properties/externalResources/items/properties/kind/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\"",schema:".",parentSchema:schema11.properties.externalResources.items.properties.kind,data:data19};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/externalResources/" + i5+"/kind",schemaPath:"#/properties/externalResources/items/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.externalResources.items.properties.kind.type,parentSchema:schema11.properties.externalResources.items.properties.kind,data:data19};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data18.namespace !== undefined){
let data20 = data18.namespace;
if(typeof data20 === "string"){
if(!pattern1.test(data20)){
const err35 = {instancePath:instancePath+"/externalResources/" + i5+"/namespace",schemaPath:"#/properties/externalResources/items/properties/namespace/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\"",schema:".",parentSchema:schema11.properties.externalResources.items.properties.namespace,data:data20};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/externalResources/" + i5+"/namespace",schemaPath:"#/properties/externalResources/items/properties/namespace/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.externalResources.items.properties.namespace.type,parentSchema:schema11.properties.externalResources.items.properties.namespace,data:data20};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data18.name !== undefined){
let data21 = data18.name;
if(typeof data21 === "string"){
if(!pattern1.test(data21)){
const err37 = {instancePath:instancePath+"/externalResources/" + i5+"/name",schemaPath:"#/properties/externalResources/items/properties/name/pattern",keyword:"pattern",params:{pattern: "."},message:"must match pattern \""+"."+"\"",schema:".",parentSchema:schema11.properties.externalResources.items.properties.name,data:data21};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/externalResources/" + i5+"/name",schemaPath:"#/properties/externalResources/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.externalResources.items.properties.name.type,parentSchema:schema11.properties.externalResources.items.properties.name,data:data21};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/externalResources/" + i5,schemaPath:"#/properties/externalResources/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.externalResources.items.type,parentSchema:schema11.properties.externalResources.items,data:data18};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
else {
const err40 = {instancePath:instancePath+"/externalResources",schemaPath:"#/properties/externalResources/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.externalResources.type,parentSchema:schema11.properties.externalResources,data:data17};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.webhook !== undefined){
let data22 = data.webhook;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
for(const key5 in data22){
if(!((((((key5 === "enforce") || (key5 === "enforceSince")) || (key5 === "pairing")) || (key5 === "deletion")) || (key5 === "mutate")) || (key5 === "allowSuppression"))){
const err41 = {instancePath:instancePath+"/webhook",schemaPath:"#/properties/webhook/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.webhook,data:data22};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data22.enforce !== undefined){
let data23 = data22.enforce;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key6 in data23){
if(!(((key6 === "error") || (key6 === "warning")) || (key6 === "info"))){
const err42 = {instancePath:instancePath+"/webhook/enforce",schemaPath:"#/properties/webhook/properties/enforce/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.webhook.properties.enforce,data:data23};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data23.error !== undefined){
let data24 = data23.error;
if(!(((data24 === "deny") || (data24 === "warn")) || (data24 === "audit"))){
const err43 = {instancePath:instancePath+"/webhook/enforce/error",schemaPath:"#/definitions/enforcement/enum",keyword:"enum",params:{allowedValues: schema14.enum},message:"must be equal to one of the allowed values",schema:schema14.enum,parentSchema:schema14,data:data24};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data23.warning !== undefined){
let data25 = data23.warning;
if(!(((data25 === "deny") || (data25 === "warn")) || (data25 === "audit"))){
const err44 = {instancePath:instancePath+"/webhook/enforce/warning",schemaPath:"#/definitions/enforcement/enum",keyword:"enum",params:{allowedValues: schema14.enum},message:"must be equal to one of the allowed values",schema:schema14.enum,parentSchema:schema14,data:data25};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data23.info !== undefined){
let data26 = data23.info;
if(!(((data26 === "deny") || (data26 === "warn")) || (data26 === "audit"))){
const err45 = {instancePath:instancePath+"/webhook/enforce/info",schemaPath:"#/definitions/enforcement/enum",keyword:"enum",params:{allowedValues: schema14.enum},message:"must be equal to one of the allowed values",schema:schema14.enum,parentSchema:schema14,data:data26};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/webhook/enforce",schemaPath:"#/properties/webhook/properties/enforce/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.webhook.properties.enforce.type,parentSchema:schema11.properties.webhook.properties.enforce,data:data23};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data22.enforceSince !== undefined){
let data27 = data22.enforceSince;
if(typeof data27 === "string"){
if(!pattern0.test(data27)){
const err47 = {instancePath:instancePath+"/webhook/enforceSince",schemaPath:"#/properties/webhook/properties/enforceSince/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?$"},message:"must match pattern \""+"^[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?$"+"\"",schema:"^[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?$",parentSchema:schema11.properties.webhook.properties.enforceSince,data:data27};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/webhook/enforceSince",schemaPath:"#/properties/webhook/properties/enforceSince/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.webhook.properties.enforceSince.type,parentSchema:schema11.properties.webhook.properties.enforceSince,data:data27};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data22.pairing !== undefined){
let data28 = data22.pairing;
if(!((data28 === "deny") || (data28 === "warn"))){
const err49 = {instancePath:instancePath+"/webhook/pairing",schemaPath:"#/properties/webhook/properties/pairing/enum",keyword:"enum",params:{allowedValues: schema11.properties.webhook.properties.pairing.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.webhook.properties.pairing.enum,parentSchema:schema11.properties.webhook.properties.pairing,data:data28};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data22.deletion !== undefined){
let data29 = data22.deletion;
if(!((data29 === "deny") || (data29 === "warn"))){
const err50 = {instancePath:instancePath+"/webhook/deletion",schemaPath:"#/properties/webhook/properties/deletion/enum",keyword:"enum",params:{allowedValues: schema11.properties.webhook.properties.deletion.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.webhook.properties.deletion.enum,parentSchema:schema11.properties.webhook.properties.deletion,data:data29};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data22.mutate !== undefined){
let data30 = data22.mutate;
if(!(((data30 === "additive") || (data30 === "safe")) || (data30 === "off"))){
const err51 = {instancePath:instancePath+"/webhook/mutate",schemaPath:"#/properties/webhook/properties/mutate/enum",keyword:"enum",params:{allowedValues: schema11.properties.webhook.properties.mutate.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.webhook.properties.mutate.enum,parentSchema:schema11.properties.webhook.properties.mutate,data:data30};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data22.allowSuppression !== undefined){
let data31 = data22.allowSuppression;
if(typeof data31 !== "boolean"){
const err52 = {instancePath:instancePath+"/webhook/allowSuppression",schemaPath:"#/properties/webhook/properties/allowSuppression/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.webhook.properties.allowSuppression.type,parentSchema:schema11.properties.webhook.properties.allowSuppression,data:data31};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
else {
const err53 = {instancePath:instancePath+"/webhook",schemaPath:"#/properties/webhook/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.webhook.type,parentSchema:schema11.properties.webhook,data:data22};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
