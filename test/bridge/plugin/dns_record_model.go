package main

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// recordModel is a record as the framework has it.
type recordModel struct {
	ID                types.String  `tfsdk:"id"`
	ZoneID            types.String  `tfsdk:"zone_id"`
	Name              types.String  `tfsdk:"name"`
	Type              types.String  `tfsdk:"type"`
	TTL               types.Float64 `tfsdk:"ttl"`
	Comment           types.String  `tfsdk:"comment"`
	Content           types.String  `tfsdk:"content"`
	Priority          types.Float64 `tfsdk:"priority"`
	Proxied           types.Bool    `tfsdk:"proxied"`
	Tags              types.Set     `tfsdk:"tags"`
	Data              *dataModel    `tfsdk:"data"`
	Settings          types.Object  `tfsdk:"settings"`
	CreatedOn         types.String  `tfsdk:"created_on"`
	ModifiedOn        types.String  `tfsdk:"modified_on"`
	CommentModifiedOn types.String  `tfsdk:"comment_modified_on"`
	TagsModifiedOn    types.String  `tfsdk:"tags_modified_on"`
	Meta              types.String  `tfsdk:"meta"`
	Proxiable         types.Bool    `tfsdk:"proxiable"`
}

type dataModel struct {
	Flags        types.Dynamic `tfsdk:"flags"`
	Tag          types.String  `tfsdk:"tag"`
	Value        types.String  `tfsdk:"value"`
	Target       types.String  `tfsdk:"target"`
	Certificate  types.String  `tfsdk:"certificate"`
	Priority     types.Float64 `tfsdk:"priority"`
	Weight       types.Float64 `tfsdk:"weight"`
	Port         types.Float64 `tfsdk:"port"`
	Usage        types.Float64 `tfsdk:"usage"`
	Selector     types.Float64 `tfsdk:"selector"`
	MatchingType types.Float64 `tfsdk:"matching_type"`
}

// apiRecord is a record as the service has it.
type apiRecord struct {
	ID   string `json:"id"`
	Body struct {
		Name       string          `json:"name"`
		Type       string          `json:"type"`
		Content    string          `json:"content"`
		TTL        float64         `json:"ttl"`
		Proxied    bool            `json:"proxied"`
		Priority   *float64        `json:"priority"`
		Comment    *string         `json:"comment"`
		Data       map[string]any  `json:"data"`
		Tags       []string        `json:"tags"`
		Settings   map[string]bool `json:"settings"`
		CreatedOn  string          `json:"createdOn"`
		ModifiedOn string          `json:"modifiedOn"`
	} `json:"body"`
}

// body is what the provider sends of a plan.
func (m recordModel) body() map[string]any {
	body := map[string]any{"name": m.Name.ValueString(), "type": m.Type.ValueString(), "ttl": m.TTL.ValueFloat64()}
	put(body, "comment", m.Comment)
	put(body, "content", m.Content)
	put(body, "priority", m.Priority)
	put(body, "proxied", m.Proxied)
	if !m.Tags.IsNull() && !m.Tags.IsUnknown() {
		tags := []any{}
		for _, tag := range m.Tags.Elements() {
			tags = append(tags, plain(tag))
		}
		body["tags"] = tags
	}
	if !m.Settings.IsNull() && !m.Settings.IsUnknown() {
		settings := map[string]any{}
		for name, value := range m.Settings.Attributes() {
			put(settings, apiNames[name], value)
		}
		body["settings"] = settings
	}
	if d := m.Data; d != nil {
		data := map[string]any{}
		for name, value := range map[string]attr.Value{
			"flags": d.Flags, "tag": d.Tag, "value": d.Value, "target": d.Target, "certificate": d.Certificate,
			"priority": d.Priority, "weight": d.Weight, "port": d.Port, "usage": d.Usage, "selector": d.Selector,
			"matchingType": d.MatchingType,
		} {
			put(data, name, value)
		}
		body["data"] = data
	}
	return body
}

var apiNames = map[string]string{"flatten_cname": "flattenCname", "ipv4_only": "ipv4Only", "ipv6_only": "ipv6Only"}

func put(body map[string]any, name string, value attr.Value) {
	if !value.IsNull() && !value.IsUnknown() {
		body[name] = plain(value)
	}
}

func plain(value attr.Value) any {
	switch value := value.(type) {
	case types.String:
		return value.ValueString()
	case types.Bool:
		return value.ValueBool()
	case types.Float64:
		return value.ValueFloat64()
	case types.Number:
		number, _ := value.ValueBigFloat().Float64()
		return number
	case types.Dynamic:
		return plain(value.UnderlyingValue())
	default:
		panic(fmt.Sprintf("a value of type %T in a request", value))
	}
}

// complete takes from the API's answer only what the program leaves open.
func (m *recordModel) complete(made apiRecord) {
	from := live(m.ZoneID, made)
	m.ID, m.CreatedOn, m.ModifiedOn, m.Meta, m.Proxiable = from.ID, from.CreatedOn, from.ModifiedOn, from.Meta, from.Proxiable
	m.CommentModifiedOn, m.TagsModifiedOn = types.StringNull(), types.StringNull()
	if m.Content.IsUnknown() {
		m.Content = from.Content
	}
	if m.Tags.IsUnknown() {
		m.Tags = from.Tags
	}
	if m.Settings.IsUnknown() || m.Type.ValueString() == "CNAME" && m.Settings.IsNull() {
		m.Settings = from.Settings
	}
}

// live is the state that the API's record makes.
func live(zoneID types.String, record apiRecord) recordModel {
	body := record.Body
	tags := []attr.Value{}
	for _, tag := range body.Tags {
		tags = append(tags, types.StringValue(tag))
	}
	return recordModel{
		ID:         types.StringValue(record.ID),
		ZoneID:     zoneID,
		Name:       types.StringValue(body.Name),
		Type:       types.StringValue(body.Type),
		TTL:        types.Float64Value(body.TTL),
		Comment:    types.StringPointerValue(body.Comment),
		Content:    types.StringValue(body.Content),
		Priority:   types.Float64PointerValue(body.Priority),
		Proxied:    types.BoolValue(body.Proxied),
		Tags:       types.SetValueMust(types.StringType, tags),
		Data:       liveData(body.Data),
		Settings:   liveSettings(body.Type, body.Settings),
		CreatedOn:  types.StringValue(body.CreatedOn),
		ModifiedOn: types.StringValue(body.ModifiedOn),
		Meta:       types.StringValue("{}"),
		Proxiable:  types.BoolValue(body.Type == "A" || body.Type == "AAAA" || body.Type == "CNAME"),
	}
}

func liveData(data map[string]any) *dataModel {
	if data == nil {
		return nil
	}
	text := func(name string) types.String {
		if value, ok := data[name].(string); ok {
			return types.StringValue(value)
		}
		return types.StringNull()
	}
	number := func(name string) types.Float64 {
		if value, ok := data[name].(float64); ok {
			return types.Float64Value(value)
		}
		return types.Float64Null()
	}
	flags := types.DynamicNull()
	if value, ok := data["flags"].(float64); ok {
		flags = types.DynamicValue(types.Float64Value(value))
	}
	return &dataModel{
		Flags: flags, Tag: text("tag"), Value: text("value"), Target: text("target"),
		Certificate: text("certificate"), Priority: number("priority"), Weight: number("weight"),
		Port: number("port"), Usage: number("usage"), Selector: number("selector"),
		MatchingType: number("matchingType"),
	}
}

// liveSettings has every setting of a CNAME; other types have none.
func liveSettings(recordType string, settings map[string]bool) types.Object {
	kinds, values := map[string]attr.Type{}, map[string]attr.Value{}
	for name, apiName := range apiNames {
		kinds[name] = types.BoolType
		values[name] = types.BoolNull()
		if value, ok := settings[apiName]; ok || recordType == "CNAME" {
			values[name] = types.BoolValue(value)
		}
	}
	return basetypes.NewObjectValueMust(kinds, values)
}
