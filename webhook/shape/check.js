// Written by scripts/schema-checks.ts from webhook/shape/admission-review.json: do not edit by hand.
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
"use strict";
export const validate = validate10;
export default validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","$comment":"What of an admission.k8s.io/v1 AdmissionReview is read here; unknown members are kept and ignored.","type":"object","required":["apiVersion","kind","request"],"properties":{"apiVersion":{"const":"admission.k8s.io/v1"},"kind":{"const":"AdmissionReview"},"request":{"type":"object","required":["uid","kind","resource","operation"],"properties":{"uid":{"type":"string","pattern":"^."},"kind":{"$ref":"#/definitions/kind"},"resource":{"$ref":"#/definitions/resource"},"subResource":{"type":"string"},"name":{"type":"string"},"namespace":{"type":"string"},"operation":{"enum":["CREATE","UPDATE","DELETE","CONNECT"]},"object":{"$ref":"#/definitions/object"},"oldObject":{"$ref":"#/definitions/object"},"dryRun":{"type":["boolean","null"]}}}},"definitions":{"kind":{"type":"object","required":["group","version","kind"],"properties":{"group":{"type":"string"},"version":{"type":"string"},"kind":{"type":"string"}}},"resource":{"type":"object","required":["group","version","resource"],"properties":{"group":{"type":"string"},"version":{"type":"string"},"resource":{"type":"string"}}},"object":{"type":["object","null"],"properties":{"metadata":{"type":["object","null"],"properties":{"name":{"type":"string"},"namespace":{"type":"string"}}}}}}};
const schema12 = {"type":"object","required":["group","version","kind"],"properties":{"group":{"type":"string"},"version":{"type":"string"},"kind":{"type":"string"}}};
const schema13 = {"type":"object","required":["group","version","resource"],"properties":{"group":{"type":"string"},"version":{"type":"string"},"resource":{"type":"string"}}};
const schema14 = {"type":["object","null"],"properties":{"metadata":{"type":["object","null"],"properties":{"name":{"type":"string"},"namespace":{"type":"string"}}}}};
const pattern0 = new RegExp("^.", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.apiVersion === undefined) && (missing0 = "apiVersion")) || ((data.kind === undefined) && (missing0 = "kind"))) || ((data.request === undefined) && (missing0 = "request"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.apiVersion !== undefined){
const _errs2 = errors;
if("admission.k8s.io/v1" !== data.apiVersion){
validate10.errors = [{instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "admission.k8s.io/v1"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.kind !== undefined){
const _errs3 = errors;
if("AdmissionReview" !== data.kind){
validate10.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "AdmissionReview"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.request !== undefined){
let data2 = data.request;
const _errs4 = errors;
if(errors === _errs4){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((((data2.uid === undefined) && (missing1 = "uid")) || ((data2.kind === undefined) && (missing1 = "kind"))) || ((data2.resource === undefined) && (missing1 = "resource"))) || ((data2.operation === undefined) && (missing1 = "operation"))){
validate10.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data2.uid !== undefined){
let data3 = data2.uid;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate10.errors = [{instancePath:instancePath+"/request/uid",schemaPath:"#/properties/request/properties/uid/pattern",keyword:"pattern",params:{pattern: "^."},message:"must match pattern \""+"^."+"\""}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/request/uid",schemaPath:"#/properties/request/properties/uid/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs6 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.kind !== undefined){
let data4 = data2.kind;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing2;
if((((data4.group === undefined) && (missing2 = "group")) || ((data4.version === undefined) && (missing2 = "version"))) || ((data4.kind === undefined) && (missing2 = "kind"))){
validate10.errors = [{instancePath:instancePath+"/request/kind",schemaPath:"#/definitions/kind/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
if(data4.group !== undefined){
const _errs11 = errors;
if(typeof data4.group !== "string"){
validate10.errors = [{instancePath:instancePath+"/request/kind/group",schemaPath:"#/definitions/kind/properties/group/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs11 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data4.version !== undefined){
const _errs13 = errors;
if(typeof data4.version !== "string"){
validate10.errors = [{instancePath:instancePath+"/request/kind/version",schemaPath:"#/definitions/kind/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs13 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data4.kind !== undefined){
const _errs15 = errors;
if(typeof data4.kind !== "string"){
validate10.errors = [{instancePath:instancePath+"/request/kind/kind",schemaPath:"#/definitions/kind/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs15 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/request/kind",schemaPath:"#/definitions/kind/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs8 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.resource !== undefined){
let data8 = data2.resource;
const _errs17 = errors;
const _errs18 = errors;
if(errors === _errs18){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing3;
if((((data8.group === undefined) && (missing3 = "group")) || ((data8.version === undefined) && (missing3 = "version"))) || ((data8.resource === undefined) && (missing3 = "resource"))){
validate10.errors = [{instancePath:instancePath+"/request/resource",schemaPath:"#/definitions/resource/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
if(data8.group !== undefined){
const _errs20 = errors;
if(typeof data8.group !== "string"){
validate10.errors = [{instancePath:instancePath+"/request/resource/group",schemaPath:"#/definitions/resource/properties/group/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs20 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data8.version !== undefined){
const _errs22 = errors;
if(typeof data8.version !== "string"){
validate10.errors = [{instancePath:instancePath+"/request/resource/version",schemaPath:"#/definitions/resource/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs22 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data8.resource !== undefined){
const _errs24 = errors;
if(typeof data8.resource !== "string"){
validate10.errors = [{instancePath:instancePath+"/request/resource/resource",schemaPath:"#/definitions/resource/properties/resource/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs24 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/request/resource",schemaPath:"#/definitions/resource/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs17 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.subResource !== undefined){
const _errs26 = errors;
if(typeof data2.subResource !== "string"){
validate10.errors = [{instancePath:instancePath+"/request/subResource",schemaPath:"#/properties/request/properties/subResource/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs26 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.name !== undefined){
const _errs28 = errors;
if(typeof data2.name !== "string"){
validate10.errors = [{instancePath:instancePath+"/request/name",schemaPath:"#/properties/request/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs28 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.namespace !== undefined){
const _errs30 = errors;
if(typeof data2.namespace !== "string"){
validate10.errors = [{instancePath:instancePath+"/request/namespace",schemaPath:"#/properties/request/properties/namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs30 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.operation !== undefined){
let data15 = data2.operation;
const _errs32 = errors;
if(!((((data15 === "CREATE") || (data15 === "UPDATE")) || (data15 === "DELETE")) || (data15 === "CONNECT"))){
validate10.errors = [{instancePath:instancePath+"/request/operation",schemaPath:"#/properties/request/properties/operation/enum",keyword:"enum",params:{allowedValues: schema11.properties.request.properties.operation.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid1 = _errs32 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.object !== undefined){
let data16 = data2.object;
const _errs33 = errors;
const _errs34 = errors;
if((!(data16 && typeof data16 == "object" && !Array.isArray(data16))) && (data16 !== null)){
validate10.errors = [{instancePath:instancePath+"/request/object",schemaPath:"#/definitions/object/type",keyword:"type",params:{type: schema14.type},message:"must be object,null"}];
return false;
}
if(errors === _errs34){
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(data16.metadata !== undefined){
let data17 = data16.metadata;
const _errs36 = errors;
if((!(data17 && typeof data17 == "object" && !Array.isArray(data17))) && (data17 !== null)){
validate10.errors = [{instancePath:instancePath+"/request/object/metadata",schemaPath:"#/definitions/object/properties/metadata/type",keyword:"type",params:{type: schema14.properties.metadata.type},message:"must be object,null"}];
return false;
}
if(errors === _errs36){
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(data17.name !== undefined){
const _errs38 = errors;
if(typeof data17.name !== "string"){
validate10.errors = [{instancePath:instancePath+"/request/object/metadata/name",schemaPath:"#/definitions/object/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid8 = _errs38 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data17.namespace !== undefined){
const _errs40 = errors;
if(typeof data17.namespace !== "string"){
validate10.errors = [{instancePath:instancePath+"/request/object/metadata/namespace",schemaPath:"#/definitions/object/properties/metadata/properties/namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid8 = _errs40 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
}
}
var valid1 = _errs33 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.oldObject !== undefined){
let data20 = data2.oldObject;
const _errs42 = errors;
const _errs43 = errors;
if((!(data20 && typeof data20 == "object" && !Array.isArray(data20))) && (data20 !== null)){
validate10.errors = [{instancePath:instancePath+"/request/oldObject",schemaPath:"#/definitions/object/type",keyword:"type",params:{type: schema14.type},message:"must be object,null"}];
return false;
}
if(errors === _errs43){
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.metadata !== undefined){
let data21 = data20.metadata;
const _errs45 = errors;
if((!(data21 && typeof data21 == "object" && !Array.isArray(data21))) && (data21 !== null)){
validate10.errors = [{instancePath:instancePath+"/request/oldObject/metadata",schemaPath:"#/definitions/object/properties/metadata/type",keyword:"type",params:{type: schema14.properties.metadata.type},message:"must be object,null"}];
return false;
}
if(errors === _errs45){
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.name !== undefined){
const _errs47 = errors;
if(typeof data21.name !== "string"){
validate10.errors = [{instancePath:instancePath+"/request/oldObject/metadata/name",schemaPath:"#/definitions/object/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid11 = _errs47 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data21.namespace !== undefined){
const _errs49 = errors;
if(typeof data21.namespace !== "string"){
validate10.errors = [{instancePath:instancePath+"/request/oldObject/metadata/namespace",schemaPath:"#/definitions/object/properties/metadata/properties/namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid11 = _errs49 === errors;
}
else {
var valid11 = true;
}
}
}
}
}
}
}
var valid1 = _errs42 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.dryRun !== undefined){
let data24 = data2.dryRun;
const _errs51 = errors;
if((typeof data24 !== "boolean") && (data24 !== null)){
validate10.errors = [{instancePath:instancePath+"/request/dryRun",schemaPath:"#/properties/request/properties/dryRun/type",keyword:"type",params:{type: schema11.properties.request.properties.dryRun.type},message:"must be boolean,null"}];
return false;
}
var valid1 = _errs51 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}
