package main

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Look-ups of pulumi-cloudflare (docs/facts/cloudflare.md, look-ups).

const mostItems = 1000

type dnsRecordsLookUp struct{ service service }

func (*dnsRecordsLookUp) Metadata(
	_ context.Context, _ datasource.MetadataRequest, response *datasource.MetadataResponse,
) {
	response.TypeName = "cloudflare_dns_records"
}

func (*dnsRecordsLookUp) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	text := schema.StringAttribute{Optional: true}
	filled := schema.StringAttribute{Optional: true, Computed: true}
	filter := schema.SingleNestedAttribute{Optional: true, Attributes: map[string]schema.Attribute{
		"exact": text, "contains": text, "startswith": text, "endswith": text,
	}}
	response.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"zone_id":                 text,
		"type":                    text,
		"name":                    filter,
		"content":                 filter,
		"proxied":                 schema.BoolAttribute{Optional: true, Computed: true},
		"direction":               filled,
		"include_shadow_metadata": schema.BoolAttribute{Optional: true, Computed: true},
		"match":                   filled,
		"order":                   filled,
		"tag_match":               filled,
		"max_items":               schema.Int64Attribute{Optional: true},
		"results": schema.ListNestedAttribute{
			Computed:     true,
			NestedObject: schema.NestedAttributeObject{Attributes: resultAttributes()},
		},
	}}
}

func resultAttributes() map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{}
	for name, kind := range resultKinds {
		switch kind := kind.(type) {
		case types.ObjectType:
			attributes[name] = schema.ObjectAttribute{Computed: true, AttributeTypes: kind.AttrTypes}
		case types.SetType:
			attributes[name] = schema.SetAttribute{Computed: true, ElementType: types.StringType}
		default:
			attributes[name] = map[attr.Type]schema.Attribute{
				types.StringType:  schema.StringAttribute{Computed: true},
				types.Float64Type: schema.Float64Attribute{Computed: true},
				types.BoolType:    schema.BoolAttribute{Computed: true},
			}[kind]
		}
	}
	return attributes
}

var dataKinds = map[string]attr.Type{
	"flags": types.Float64Type, "tag": types.StringType, "value": types.StringType, "target": types.StringType,
	"certificate": types.StringType, "priority": types.Float64Type, "weight": types.Float64Type,
	"port": types.Float64Type, "usage": types.Float64Type, "selector": types.Float64Type,
	"matching_type": types.Float64Type,
}

var settingsKinds = map[string]attr.Type{
	"flatten_cname": types.BoolType, "ipv4_only": types.BoolType, "ipv6_only": types.BoolType,
}

var resultKinds = map[string]attr.Type{
	"id": types.StringType, "name": types.StringType, "type": types.StringType, "ttl": types.Float64Type,
	"comment": types.StringType, "content": types.StringType, "priority": types.Float64Type,
	"proxied": types.BoolType, "tags": types.SetType{ElemType: types.StringType},
	"data":     types.ObjectType{AttrTypes: dataKinds},
	"settings": types.ObjectType{AttrTypes: settingsKinds}, "created_on": types.StringType,
	"modified_on": types.StringType, "meta": types.StringType, "proxiable": types.BoolType,
}

type recordsModel struct {
	ZoneID                types.String `tfsdk:"zone_id"`
	Type                  types.String `tfsdk:"type"`
	Name                  types.Object `tfsdk:"name"`
	Content               types.Object `tfsdk:"content"`
	Proxied               types.Bool   `tfsdk:"proxied"`
	Direction             types.String `tfsdk:"direction"`
	IncludeShadowMetadata types.Bool   `tfsdk:"include_shadow_metadata"`
	Match                 types.String `tfsdk:"match"`
	Order                 types.String `tfsdk:"order"`
	TagMatch              types.String `tfsdk:"tag_match"`
	MaxItems              types.Int64  `tfsdk:"max_items"`
	Results               types.List   `tfsdk:"results"`
}

func (r *dnsRecordsLookUp) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var model recordsModel
	response.Diagnostics.Append(request.Config.Get(ctx, &model)...)
	if response.Diagnostics.HasError() {
		return
	}
	if model.ZoneID.IsNull() {
		response.Diagnostics.AddError("failed to make http request", "missing required zone_id parameter")
		return
	}
	limit := int64(mostItems)
	if !model.MaxItems.IsNull() {
		limit = model.MaxItems.ValueInt64()
	}
	asked := limit
	if !model.Type.IsNull() || !model.Name.IsNull() || !model.Content.IsNull() || !model.Proxied.IsNull() {
		asked = math.MaxInt32
	}
	records, _, err := call[[]apiRecord](r.service, "listRecords", model.ZoneID.ValueString(), asked)
	if err != nil {
		response.Diagnostics.AddError("failed to make http request", err.Error())
		return
	}
	results := []attr.Value{}
	for _, record := range records {
		if model.fits(record) && int64(len(results)) < limit {
			results = append(results, result(model.ZoneID, record))
		}
	}
	model.Direction = filledIn(model.Direction, "asc")
	model.Match = filledIn(model.Match, "all")
	model.Order = filledIn(model.Order, "type")
	model.TagMatch = filledIn(model.TagMatch, "all")
	if model.IncludeShadowMetadata.IsNull() {
		model.IncludeShadowMetadata = types.BoolValue(false)
	}
	model.Results = types.ListValueMust(types.ObjectType{AttrTypes: resultKinds}, results)
	response.Diagnostics.Append(response.State.Set(ctx, model)...)
}

func filledIn(given types.String, value string) types.String {
	if given.IsNull() {
		return types.StringValue(value)
	}
	return given
}

func (m recordsModel) fits(record apiRecord) bool {
	body := record.Body
	return (m.Type.IsNull() || body.Type == strings.ToUpper(m.Type.ValueString())) &&
		passes(m.Name, body.Name) && passes(m.Content, body.Content) &&
		(m.Proxied.IsNull() || body.Proxied == m.Proxied.ValueBool())
}

func passes(filter types.Object, text string) bool {
	tests := map[string]func(text, part string) bool{
		"exact":      func(text, part string) bool { return text == part },
		"contains":   strings.Contains,
		"startswith": strings.HasPrefix,
		"endswith":   strings.HasSuffix,
	}
	for name, test := range tests {
		part, ok := filter.Attributes()[name].(types.String)
		if ok && !part.IsNull() && !test(text, part.ValueString()) {
			return false
		}
	}
	return true
}

func result(zoneID types.String, record apiRecord) attr.Value {
	m := live(zoneID, record)
	data := types.ObjectNull(dataKinds)
	if d := m.Data; d != nil {
		data = types.ObjectValueMust(dataKinds, map[string]attr.Value{
			"flags": flagsOf(record.Body.Data), "tag": d.Tag, "value": d.Value, "target": d.Target,
			"certificate": d.Certificate, "priority": d.Priority, "weight": d.Weight, "port": d.Port,
			"usage": d.Usage, "selector": d.Selector,
			"matching_type": d.MatchingType,
		})
	}
	return types.ObjectValueMust(resultKinds, map[string]attr.Value{
		"id": m.ID, "name": m.Name, "type": m.Type, "ttl": m.TTL, "comment": m.Comment, "content": m.Content,
		"priority": m.Priority, "proxied": m.Proxied, "tags": m.Tags, "data": data,
		"settings": liveSettings("", record.Body.Settings), "created_on": m.CreatedOn,
		"modified_on": m.ModifiedOn, "meta": m.Meta, "proxiable": m.Proxiable,
	})
}

// flagsOf is a number here: a list cannot hold what is of no fixed type.
func flagsOf(data map[string]any) types.Float64 {
	if flags, ok := data["flags"].(float64); ok {
		return types.Float64Value(flags)
	}
	return types.Float64Null()
}

type zoneLookUp struct{ service service }

func (*zoneLookUp) Metadata(_ context.Context, _ datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = "cloudflare_zone"
}

func (*zoneLookUp) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	attributes := zoneResultAttributes()
	attributes["zone_id"] = schema.StringAttribute{Optional: true, Computed: true}
	attributes["filter"] = schema.SingleNestedAttribute{Optional: true, Attributes: map[string]schema.Attribute{
		"name":  schema.StringAttribute{Optional: true},
		"match": schema.StringAttribute{Optional: true, Computed: true},
	}}
	response.Schema = schema.Schema{Attributes: attributes}
}

func zoneResultAttributes() map[string]schema.Attribute {
	text := schema.StringAttribute{Computed: true}
	return map[string]schema.Attribute{
		"id":           text,
		"name":         text,
		"account":      schema.ObjectAttribute{Computed: true, AttributeTypes: accountKinds},
		"name_servers": schema.ListAttribute{Computed: true, ElementType: types.StringType},
		"status":       text,
		"type":         text,
		"paused":       schema.BoolAttribute{Computed: true},
		"plan":         schema.ObjectAttribute{Computed: true, AttributeTypes: planKinds},
	}
}

var accountKinds = map[string]attr.Type{"id": types.StringType, "name": types.StringType}

var planKinds = map[string]attr.Type{"id": types.StringType, "legacy_id": types.StringType, "name": types.StringType}

var filterKinds = map[string]attr.Type{"name": types.StringType, "match": types.StringType}

var zoneKinds = map[string]attr.Type{
	"id": types.StringType, "name": types.StringType, "account": types.ObjectType{AttrTypes: accountKinds},
	"name_servers": types.ListType{ElemType: types.StringType}, "status": types.StringType, "type": types.StringType,
	"paused": types.BoolType, "plan": types.ObjectType{AttrTypes: planKinds},
}

func zoneValues(zone apiZone) map[string]attr.Value {
	return map[string]attr.Value{
		"id":           types.StringValue(zone.ID),
		"name":         types.StringValue(zone.Name),
		"account":      texts(map[string]string{"id": zone.Account.ID, "name": zone.Account.Name}),
		"name_servers": list(zone.NameServers),
		"status":       types.StringValue(zone.Status),
		"type":         types.StringValue(zone.Type),
		"paused":       types.BoolValue(zone.Paused),
		"plan": texts(map[string]string{
			"id": zone.Plan.ID, "legacy_id": zone.Plan.LegacyID, "name": zone.Plan.Name,
		}),
	}
}

func (r *zoneLookUp) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var zoneID types.String
	var filter types.Object
	response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root("zone_id"), &zoneID)...)
	response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root("filter"), &filter)...)
	if response.Diagnostics.HasError() {
		return
	}
	var found apiZone
	if filter.IsNull() {
		read, _, err := call[apiZone](r.service, "readZone", zoneID.ValueString())
		if err != nil {
			response.Diagnostics.AddError("failed to make http request", err.Error())
			return
		}
		found = read
	} else {
		name, _ := filter.Attributes()["name"].(types.String)
		zones, err := zonesNamed(r.service, name)
		if err == nil && len(zones) != 1 {
			response.Diagnostics.AddError("failed to find exactly one result", fmt.Sprint(len(zones))+" found")
			return
		}
		if err != nil {
			response.Diagnostics.AddError("failed to make http request", err.Error())
			return
		}
		found = zones[0]
		match, _ := filter.Attributes()["match"].(types.String)
		filter = types.ObjectValueMust(filterKinds, map[string]attr.Value{
			"name": name, "match": filledIn(match, "all"),
		})
	}
	for name, value := range zoneValues(found) {
		response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root(name), value)...)
	}
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("zone_id"), found.ID)...)
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("filter"), filter)...)
}

func zonesNamed(s service, name types.String) ([]apiZone, error) {
	all, _, err := call[[]apiZone](s, "listZones")
	found := []apiZone{}
	for _, zone := range all {
		if name.IsNull() || zone.Name == name.ValueString() {
			found = append(found, zone)
		}
	}
	return found, err
}

type zonesLookUp struct{ service service }

func (*zonesLookUp) Metadata(_ context.Context, _ datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = "cloudflare_zones"
}

func (*zonesLookUp) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"name":      schema.StringAttribute{Optional: true},
		"match":     schema.StringAttribute{Optional: true, Computed: true},
		"max_items": schema.Int64Attribute{Optional: true},
		"results": schema.ListNestedAttribute{
			Computed:     true,
			NestedObject: schema.NestedAttributeObject{Attributes: zoneResultAttributes()},
		},
	}}
}

type zonesModel struct {
	Name     types.String `tfsdk:"name"`
	Match    types.String `tfsdk:"match"`
	MaxItems types.Int64  `tfsdk:"max_items"`
	Results  types.List   `tfsdk:"results"`
}

func (r *zonesLookUp) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var model zonesModel
	response.Diagnostics.Append(request.Config.Get(ctx, &model)...)
	if response.Diagnostics.HasError() {
		return
	}
	zones, err := zonesNamed(r.service, model.Name)
	if err != nil {
		response.Diagnostics.AddError("failed to make http request", err.Error())
		return
	}
	limit := int64(mostItems)
	if !model.MaxItems.IsNull() {
		limit = model.MaxItems.ValueInt64()
	}
	results := []attr.Value{}
	for _, zone := range zones {
		if int64(len(results)) < limit {
			results = append(results, types.ObjectValueMust(zoneKinds, zoneValues(zone)))
		}
	}
	model.Match = filledIn(model.Match, "all")
	model.Results = types.ListValueMust(types.ObjectType{AttrTypes: zoneKinds}, results)
	response.Diagnostics.Append(response.State.Set(ctx, model)...)
}
